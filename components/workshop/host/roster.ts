import type { LessonProgress, RoomState, Seat } from '@/lib/workshop/state';
import type { Place } from '@/lib/workshop/values';

/** Without a sign of life for so long somebody counts as idle. Milliseconds. */
const idleAfter = 3 * 60_000;
/** Working without meeting another goal for so long somebody may be stuck. Milliseconds. */
const stuckAfter = 6 * 60_000;

/** `away`: no stream is open, the phone sleeps or the connection is gone. */
export type Presence = 'active' | 'idle' | 'away' | 'left' | 'removed' | 'banned';

/** What a host sees of a person. */
export interface RosterRow {
  readonly seat: Seat;
  readonly presence: Presence;
  readonly stuck: boolean;
  readonly place: Place | null;
  /** Goals met in the lesson where they are, and in all. */
  readonly met: number;
  readonly metInAll: number;
  readonly score: number | null;
  /** Milliseconds since the last sign of life, by the server's clock. */
  readonly quietFor: number;
}

function tellPresence(seat: Seat, now: number): Presence {
  if (seat.status !== 'present') return seat.status;
  if (seat.instance === null) return 'away';
  return now - seat.activeAt > idleAfter ? 'idle' : 'active';
}

/** The roster as of `now`, the server's time in milliseconds; `goals` is the number of goals of each lesson. */
export function listRoster(state: RoomState, goals: ReadonlyMap<string, number>, now: number): readonly RosterRow[] {
  return Object.values(state.seats).map((seat) => {
    const progress: LessonProgress | undefined = seat.place === null ? undefined : seat.progress[seat.place.lesson];
    const met = progress?.met.length ?? 0;
    const all = seat.place === null ? 0 : (goals.get(seat.place.lesson) ?? 0);
    const presence = tellPresence(seat, now);
    const here = presence === 'active' || presence === 'idle';
    return {
      seat,
      presence,
      stuck: here && progress !== undefined && met < all && now - progress.changedAt > stuckAfter,
      place: seat.place,
      met,
      metInAll: Object.values(seat.progress).reduce((sum, entry) => sum + entry.met.length, 0),
      score: progress?.score ?? null,
      quietFor: Math.max(0, now - seat.activeAt),
    };
  });
}

export const rosterFilters = ['all', 'hands', 'stuck', 'idle', 'away', 'gone'] as const;
export type RosterFilter = (typeof rosterFilters)[number];

export function passesFilter({ seat, presence, stuck }: RosterRow, filter: RosterFilter): boolean {
  const gone = presence === 'left' || presence === 'removed' || presence === 'banned';
  switch (filter) {
    case 'all':
      return !gone;
    case 'hands':
      return seat.hand !== null;
    case 'stuck':
      return stuck;
    case 'idle':
      return presence === 'idle';
    case 'away':
      return presence === 'away';
    case 'gone':
      return gone;
  }
}

export const rosterOrders = ['name', 'progress', 'score', 'quiet', 'hand'] as const;
export type RosterOrder = (typeof rosterOrders)[number];

/** Those who may need the host come first, in every order but that by name. */
export function sortRoster(rows: readonly RosterRow[], order: RosterOrder): readonly RosterRow[] {
  const byName = (one: RosterRow, other: RosterRow) => one.seat.name.localeCompare(other.seat.name, 'en');
  const compare: Readonly<Record<RosterOrder, (one: RosterRow, other: RosterRow) => number>> = {
    name: byName,
    progress: (one, other) => one.metInAll - other.metInAll,
    score: (one, other) => (one.score ?? -1) - (other.score ?? -1),
    quiet: (one, other) => other.quietFor - one.quietFor,
    hand: (one, other) => handTime(one) - handTime(other),
  };
  return rows.toSorted((one, other) => compare[order](one, other) || byName(one, other));
}

function handTime({ seat }: RosterRow): number {
  return seat.hand?.raisedAt ?? Number.MAX_SAFE_INTEGER;
}

/** How many of those in a lesson have met each of its goals. */
export function countGoals(
  rows: readonly RosterRow[],
  lesson: string,
  goals: readonly string[],
): { readonly people: number; readonly met: readonly number[]; readonly waiting: readonly number[] } {
  const there = rows.filter(({ seat, presence }) => presence !== 'banned' && seat.progress[lesson] !== undefined);
  return {
    people: there.length,
    met: goals.map((goal) => there.filter(({ seat }) => seat.progress[lesson]?.met.includes(goal)).length),
    waiting: goals.map((goal) => there.filter(({ place }) => place?.lesson === lesson && place.step === goal).length),
  };
}

/** How many people have a score in each tenth of 0 to 100; 100 counts with the last. */
export function countScores(rows: readonly RosterRow[]): readonly number[] {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const { score } of rows) {
    if (score === null) continue;
    const tenth = Math.min(9, Math.floor(score / 10));
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  return tenths;
}
