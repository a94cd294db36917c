import type { Running } from './running';

/** Walks a package manager beside pip, apt and apk; `false` where it is none that we know. */
export function walkManager(_: Running): boolean {
  return false;
}
