import type { Recording } from '@/lib/recordings/schema';

/** The progressions of the source articles, in their order, by ids of recordings. */
export const progressions: readonly { readonly title: string; readonly builds: readonly string[] }[] = [
  { title: 'Ubuntu to slim', builds: ['hefner-ubuntu', 'hefner-slim'] },
  { title: 'Full image to Alpine', builds: ['burch-full', 'burch-alpine'] },
  {
    title: 'One stage to cached layers to two stages',
    builds: ['small-alpine', 'small-layer-caching', 'small-multi-stage'],
  },
];

/** Each step of each progression as a comparison to link to; one whose recordings are not there is left out. */
export function listComparisons(
  recordings: readonly Recording[],
): readonly { readonly href: string; readonly name: string }[] {
  const titles = new Map(recordings.map(({ id, title }) => [id, title]));
  return progressions.flatMap(({ title, builds }) =>
    builds.slice(1).flatMap((to, index) => {
      const from = builds[index];
      if (from === undefined || !titles.has(from) || !titles.has(to)) return [];
      const part = builds.length > 2 ? `, ${index === 0 ? 'first' : 'then'}: ${titles.get(to)}` : '';
      return [{ href: `/recordings/compare?a=${from}&b=${to}`, name: `${title}${part}` }];
    }),
  );
}
