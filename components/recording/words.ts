import { formatBytes } from '@/lib/format/figures';
import type { Recording, SizeKind } from '@/lib/recordings/schema';

/** How each of an image's sizes is called where a figure stands; `sizeKindSentences` says what it counts. */
export const sizeKindNames: Readonly<Record<SizeKind, string>> = {
  classic: 'classic store',
  containerd: 'containerd store',
  compressed: 'compressed',
  unstated: 'kind not stated',
};

/** The same as a sentence. */
export const sizeKindSentences: Readonly<Record<SizeKind, string>> = {
  classic: 'Unpacked bytes of the layers, as docker images prints them where Docker has its classic store.',
  containerd:
    'Unpacked layers in 4 KiB blocks together with the compressed content, as docker images prints it where Docker has the containerd store.',
  compressed: 'Compressed bytes, what a pull transfers and a registry shows.',
  unstated:
    'The source does not say what it counts, and the circumstances do not tell. Compare it only within its source.',
};

type Size = NonNullable<Recording['size']>;

/** `590 MB`, or `under 70 MB` where the source gives only an upper bound. */
export function formatSize(size: Size): string {
  return `${size.bound === 'below' ? 'under ' : ''}${formatBytes(size.bytes)}`;
}

/** How exact a size is: `589,982,747 bytes`, `printed as “1.09GB”, so exact to 5 MB`. */
export function describePrecision(size: Size): string {
  if (size.bound === 'below') return `An upper bound, printed as “${size.text ?? formatBytes(size.bytes)}”.`;
  if (size.roundedTo === 1) return `${size.bytes.toLocaleString('en')} bytes.`;
  return `Printed as “${size.text ?? formatBytes(size.bytes)}”: exact to ${formatBytes(size.roundedTo / 2)}.`;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June'].concat([
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]);

/** `31 August 2025`, `June 2026`, `undated`. */
export function formatSourceDate(date: string): string {
  const [year, month, day] = date.split('-');
  const name = months[Number(month) - 1];
  if (!name) return date;
  return `${day ? `${Number(day)} ` : ''}${name} ${year}`;
}

/** `Noah Hefner, Optimizing Docker Images …`; our own have no author. */
export function describeSource(source: Recording['source']): string {
  return source.author ? `${source.author}, ${source.title}` : source.title;
}
