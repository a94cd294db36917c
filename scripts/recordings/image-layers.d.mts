export interface TarEntry {
  readonly path: string;
  readonly bytes: number;
  readonly start: number;
  readonly kind: string;
}
export function listTar(read: (position: number, length: number) => Buffer): Iterable<TarEntry>;
export interface SavedLayer {
  readonly createdBy: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}
export function readSavedLayers(file: string): readonly SavedLayer[];
