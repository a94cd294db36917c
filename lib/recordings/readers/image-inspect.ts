import type { Recording } from '../schema';
import { z } from '../validation';
import { readSize } from './amounts';
import { isJsonOpening, readJsonStream } from './json-stream';
import type { PastedLine } from './lines';
import type { Facts, Reader } from './reader';

const key = /"(?:Id|RepoTags|RepoDigests|RootFS|GraphDriver)"\s*:/;
const loose = /^\s*"(?:Virtual)?Size"\s*:\s*(\d{1,16}),?\s*$/;

const image = z.object({
  Id: z.string().nullish(),
  RepoTags: z.array(z.string()).nullish(),
  Size: z.number().int().nonnegative(),
  Architecture: z.string().nullish(),
  Os: z.string().nullish(),
  Variant: z.string().nullish(),
  GraphDriver: z.object({ Name: z.string().nullish(), Data: z.unknown() }).nullish(),
  Descriptor: z.object({ mediaType: z.string().nullish() }).nullish(),
});

/** `docker image inspect`, whole or the lines around `Size`. */
export const imageInspect: Reader = {
  form: 'image-inspect',
  begins: (lines, index) => loose.test(lines[index]?.text ?? '') || isJsonOpening(lines, index, key),
  read(lines, from) {
    const line = lines[from];
    const lone = loose.exec(line?.text ?? '');
    if (lone?.[1] !== undefined) {
      const bytes = Number(lone[1]);
      return {
        facts: bytes === 0 ? {} : { size: { bytes, kind: 'unstated', roundedTo: 1 } },
        notUnderstood: [],
        next: from + 1,
      };
    }
    const { value, next } = readJsonStream(lines, from);
    if (value === undefined) return readPieces(lines, from, next);
    const parsed = z.array(image).safeParse(Array.isArray(value) ? value : [value]);
    return parsed.success ? { facts: toFacts(parsed.data), notUnderstood: [], next } : null;
  },
};

/** Output that was cut is no JSON any more; its lines still say what they say. */
function readPieces(lines: readonly PastedLine[], from: number, next: number) {
  const text = lines.slice(from, next).map((line) => line.text);
  const size = text.map((line) => loose.exec(line)?.[1]).find((bytes) => bytes !== undefined);
  if (size === undefined) return null;
  const driver = text.some((line) => /"(?:Lower|Merged|Upper)Dir"\s*:/.test(line));
  const bytes = Number(size);
  const facts: Facts = bytes === 0 ? {} : { size: { bytes, kind: driver ? 'classic' : 'unstated', roundedTo: 1 } };
  return { facts, notUnderstood: [], next };
}

type Image = z.infer<typeof image>;

function toFacts(images: readonly Image[]): Facts {
  const [first] = images;
  if (first === undefined) return {};
  const size = sizeOf(first);
  const platform =
    first.Os && first.Architecture
      ? `${first.Os}/${first.Architecture}${first.Variant ? `/${first.Variant}` : ''}`
      : null;
  return {
    ...(size === undefined ? {} : { size }),
    ...(platform === null ? {} : { platforms: [platform] }),
    ...(images.length === 1 && !first.RepoTags?.length ? {} : { images: images.map(toImage) }),
  };
}

/** The classic store counts unpacked bytes here, the containerd store compressed ones, and describes the manifest. */
function sizeOf({ Size: bytes, GraphDriver: driver, Descriptor: descriptor }: Image): Recording['size'] {
  if (bytes === 0 || readSize(String(bytes)) === null) return undefined;
  const classic = driver?.Data !== undefined && driver.Data !== null;
  const containerd = descriptor?.mediaType != null || driver?.Name === 'overlayfs' || driver === null;
  return { bytes, kind: classic ? 'classic' : containerd ? 'compressed' : 'unstated', roundedTo: 1 };
}

function toImage(entry: Image): NonNullable<Recording['images']>[number] {
  const size = sizeOf(entry);
  return {
    name: entry.RepoTags?.[0] ?? '<none>',
    ...(entry.Id ? { id: entry.Id.replace(/^sha256:/, '').slice(0, 12) } : {}),
    ...(size === undefined ? {} : { size }),
  };
}
