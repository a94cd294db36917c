import type { Recording } from '@/lib/recordings/schema';

/** The progressions of the source articles step by step, by ids of recordings. */
export const progressions: readonly { readonly name: string; readonly from: string; readonly to: string }[] = [
  { name: 'Ubuntu to slim', from: 'hefner-ubuntu', to: 'hefner-slim' },
  { name: 'Full image to Alpine', from: 'burch-full', to: 'burch-alpine' },
  { name: 'One stage to cached layers', from: 'small-alpine', to: 'small-layer-caching' },
  { name: 'Cached layers to two stages', from: 'small-layer-caching', to: 'small-multi-stage' },
];

/** Each as a comparison to link to; one whose recordings are not there is left out. */
export function listComparisons(
  recordings: readonly Recording[],
): readonly { readonly href: string; readonly name: string }[] {
  const ids = new Set(recordings.map(({ id }) => id));
  return progressions
    .filter(({ from, to }) => ids.has(from) && ids.has(to))
    .map(({ name, from, to }) => ({ href: `/recordings/compare?a=${from}&b=${to}`, name }));
}
