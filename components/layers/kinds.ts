import type { ByteKind } from '@/lib/analyzer/build/types';

/** How each kind of bytes is called on the page, from the bottom of an image to its top. */
export const kinds: readonly { readonly kind: ByteKind; readonly name: string }[] = [
  { kind: 'base', name: 'Base system' },
  { kind: 'os-packages', name: 'OS packages' },
  { kind: 'build-tools', name: 'Build tools' },
  { kind: 'python', name: 'Python' },
  { kind: 'python-packages', name: 'Python packages' },
  { kind: 'caches', name: 'Caches' },
  { kind: 'waste', name: 'Waste' },
  { kind: 'code', name: 'Your code' },
];

export function nameOfKind(kind: ByteKind): string {
  return kinds.find((entry) => entry.kind === kind)?.name ?? kind;
}
