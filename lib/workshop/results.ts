import type { RoomState, Seat } from './state';

/** Results of a room, for hosts to keep. No secret, no files. Instants as ISO 8601. */
export interface RoomResults {
  readonly code: string;
  readonly title: string;
  readonly createdAt: string;
  readonly lessons: readonly string[];
  readonly people: readonly {
    readonly name: string;
    readonly status: Seat['status'];
    readonly joinedAt: string;
    readonly activeAt: string;
    readonly lessons: readonly {
      readonly lesson: string;
      readonly goals: readonly string[];
      readonly score: number | null;
      readonly changedAt: string;
    }[];
  }[];
  readonly polls: readonly {
    readonly question: string;
    readonly options: readonly { readonly text: string; readonly votes: number }[];
  }[];
}

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

/** Results in the order in which people joined. */
export function collectResults(state: RoomState): RoomResults {
  const seats = Object.values(state.seats).sort((one, other) => one.joinedAt - other.joinedAt);
  return {
    code: state.code,
    title: state.title,
    createdAt: iso(state.createdAt),
    lessons: state.lessons,
    people: seats.map((seat) => ({
      name: seat.name,
      status: seat.status,
      joinedAt: iso(seat.joinedAt),
      activeAt: iso(seat.activeAt),
      lessons: state.lessons.flatMap((lesson) => {
        const progress = seat.progress[lesson];
        if (progress === undefined) return [];
        return [{ lesson, goals: progress.met, score: progress.score, changedAt: iso(progress.changedAt) }];
      }),
    })),
    polls: state.polls.map(({ question, options, votes }) => {
      const cast = Object.values(votes);
      return {
        question,
        options: options.map((text, option) => ({ text, votes: cast.filter((vote) => vote === option).length })),
      };
    }),
  };
}

/**
 * One cell of a CSV file (RFC 4180). A text that a spreadsheet would take for a formula (OWASP: begins with = + - @, tab or
 * carriage return) gets an apostrophe before it.
 */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[\s]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Results as CSV with one line for each person: goals met and score of each lesson. UTF-8 with a byte order mark, for Excel. */
export function writeCsv(results: RoomResults): string {
  const head = ['Name', 'Status', 'Joined', 'Last active'];
  const lessonHeads = results.lessons.flatMap((lesson) => [`${lesson}: goals met`, `${lesson}: score`]);
  const lines = results.people.map((person) => [
    person.name,
    person.status,
    person.joinedAt,
    person.activeAt,
    ...results.lessons.flatMap((lesson) => {
      const progress = person.lessons.find((candidate) => candidate.lesson === lesson);
      return [progress?.goals.length ?? null, progress?.score ?? null];
    }),
  ]);
  const rows = [[...head, ...lessonHeads], ...lines].map((row) => row.map(cell).join(','));
  return `\uFEFF${rows.join('\r\n')}\r\n`;
}
