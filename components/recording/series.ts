import { compareRecordings } from '@/lib/recordings/compare';
import type { Recording } from '@/lib/recordings/schema';

/** Recordings of one progression, in its order. */
export interface Series {
  /** The series' name in the records; the id of a recording that stands alone. */
  readonly id: string;
  readonly recordings: readonly Recording[];
}

/** Groups recordings, given in order, by series; series in the order of their first member. */
export function groupSeries(recordings: readonly Recording[]): readonly Series[] {
  const groups = new Map<string, Recording[]>();
  for (const recording of recordings) {
    const id = recording.series ?? recording.id;
    groups.set(id, [...(groups.get(id) ?? []), recording]);
  }
  return [...groups].map(([id, members]) => ({ id, recordings: members }));
}

/** What a recording changes against the one before it in its series; `null` where the two do not compare. */
export function changeSince(before: Recording | undefined, recording: Recording): number | null {
  if (!before) return null;
  const { bytes } = compareRecordings(before, recording);
  return bytes.comparable && bytes.saved !== 0 && !bytes.atLeast ? -bytes.saved : null;
}

/** Largest size of a series in bytes: its bars are drawn to this. 1 where no size is known. */
export function scaleOf({ recordings }: Series): number {
  return Math.max(1, ...recordings.map((recording) => recording.size?.bytes ?? 0));
}

/** Series that `ids` name come first, in the order of the first name; the others keep theirs. */
export function sortByUse(series: readonly Series[], ids: readonly string[]): readonly Series[] {
  const place = ({ recordings }: Series) => {
    const found = recordings.map((recording) => ids.indexOf(recording.id)).filter((index) => index >= 0);
    return found.length > 0 ? Math.min(...found) : ids.length;
  };
  return series.toSorted((one, other) => place(one) - place(other));
}

/** What each progression is about; one that is not named here is called by its first build. */
const titles: Readonly<Record<string, string>> = {
  'apt-tools': 'What apt recommends, and its lists',
  burch: 'Full image, Ubuntu, Alpine',
  debian: 'Python of Debian, leaner take by take',
  'fastapi-environments': 'Where the packages go: system, environment, user, prefix, target',
  'files-chown': 'Changing owners later, or while copying',
  'files-delete': 'Deleting later, or never copying',
  'flask-caches': 'Caches and bytecode',
  'flask-context': 'A context with and without .dockerignore',
  'flask-order': 'Requirements before the program',
  'flask-user': 'Root, or a user of its own',
  hefner: 'Ubuntu to slim',
  'mended-burch': 'The second article’s builds, mended',
  'mended-optimize': 'The third article’s builds, mended',
  'mended-small': 'The fourth article’s builds, mended',
  optimize: 'From 800 MB to a slim image in two stages',
  'pandas-cache-mount': 'A cache mount, with and without a cache to keep',
  'pandas-uv': 'pip and uv',
  'psycopg-compiled': 'A compiler in the image, or in a first stage',
  'queue-consumer': 'The queue consumer, take by take',
  requests: 'Tools for development, or only what is imported',
  small: 'Full image to Alpine, cached layers, two stages',
  wheels: 'Wheels copied in, or mounted',
};

/** The title of a progression: another one for each. */
export function titleOf({ id, recordings }: Series): string {
  return titles[id] ?? `${recordings[0]?.title ?? id}, and what followed`;
}
