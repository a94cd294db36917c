'use client';

import { useState } from 'react';
import { ViewSwitch } from '@/components/score/view-switch';
import { Sentence } from '@/components/ui/sentence';
import type { HostLesson } from './lessons';
import { Panel } from './panel';
import { countGoals, countScores, type RosterRow } from './roster';

interface OverviewProps {
  readonly rows: readonly RosterRow[];
  readonly lessons: readonly HostLesson[];
}

/** The room at a glance: how many are here, how far they are, which goal holds them up, how the scores lie. */
export function Overview({ rows, lessons }: OverviewProps) {
  const inRoom = rows.filter(({ presence }) => !['left', 'removed', 'banned'].includes(presence));
  const count = (test: (row: RosterRow) => boolean) => inRoom.filter(test).length;
  const figures = [
    { name: 'In the room', value: inRoom.length },
    { name: 'At work', value: count(({ presence }) => presence === 'active') },
    { name: 'Stuck', value: count(({ stuck }) => stuck) },
    { name: 'Hands', value: count(({ seat }) => seat.hand !== null) },
    { name: 'Away', value: count(({ presence }) => presence === 'away') },
  ];
  return (
    <section aria-label="The room at a glance">
      <dl className="grid grid-cols-3 gap-px border bg-line sm:grid-cols-5">
        {figures.map(({ name, value }) => (
          <div key={name} className="bg-paper p-3 last:max-sm:col-span-2">
            <dt className="text-muted text-xs">{name}</dt>
            <dd className="figures font-semibold text-2xl">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <GoalProgress rows={inRoom} lessons={lessons} />
        <ScoreSpread rows={inRoom} />
      </div>
    </section>
  );
}

/** The lesson in which most people are. */
function busiest(rows: readonly RosterRow[], lessons: readonly HostLesson[]): string {
  const people = (lesson: string) => rows.filter(({ place }) => place?.lesson === lesson).length;
  return lessons.toSorted((one, other) => people(other.lesson) - people(one.lesson))[0]?.lesson ?? '';
}

function GoalProgress({ rows, lessons }: OverviewProps) {
  const [chosen, choose] = useState<string | null>(null);
  const lesson = lessons.find((entry) => entry.lesson === (chosen ?? busiest(rows, lessons))) ?? lessons[0];
  if (lesson === undefined) return null;
  const { people, met, waiting } = countGoals(
    rows,
    lesson.lesson,
    lesson.goals.map(({ id }) => id),
  );
  return (
    <Panel
      title="Goals"
      aside={
        lessons.length > 1 && (
          <ViewSwitch
            name="Lesson"
            options={lessons.map((entry, position) => ({ value: entry.lesson, name: String(position + 1) }))}
            value={lesson.lesson}
            onChange={choose}
          />
        )
      }
    >
      <p className="text-muted">
        {lesson.title}: {people === 0 ? 'nobody has begun it yet' : people === 1 ? 'one person' : `${people} people`}
      </p>
      <ol className="mt-2 space-y-2.5">
        {lesson.goals.map((goal, position) => (
          <li key={goal.id}>
            <span className="flex items-baseline justify-between gap-4">
              <span className="min-w-0 break-words">
                <Sentence text={goal.text} />
              </span>
              <span className="figures shrink-0">
                {met[position]} of {people}
                {(waiting[position] ?? 0) > 0 && <span className="text-muted"> · {waiting[position]} at it</span>}
              </span>
            </span>
            <span aria-hidden="true" className="mt-1 flex h-2 bg-sunken">
              <span
                className="bg-success"
                style={{ width: `${people === 0 ? 0 : ((met[position] ?? 0) / people) * 100}%` }}
              />
              <span
                className="bg-warning"
                style={{ width: `${people === 0 ? 0 : ((waiting[position] ?? 0) / people) * 100}%` }}
              />
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function ScoreSpread({ rows }: { readonly rows: readonly RosterRow[] }) {
  const tenths = countScores(rows).map((count, tenth) => ({
    count,
    range: `${tenth * 10} to ${tenth === 9 ? 100 : tenth * 10 + 9}`,
  }));
  const most = Math.max(1, ...tenths.map(({ count }) => count));
  return (
    <Panel title="Scores">
      <ol className="grid h-28 grid-cols-10 items-end gap-1">
        {tenths.map(({ count, range }) => (
          <li key={range} className="flex h-full flex-col justify-end text-center">
            <span className="sr-only">{range} points: </span>
            <span className="figures text-xs">{count > 0 ? count : <span className="sr-only">0</span>}</span>
            <span aria-hidden="true" className="bg-accent" style={{ height: `${(count / most) * 80}%` }} />
          </li>
        ))}
      </ol>
      <p aria-hidden="true" className="figures mt-1 flex justify-between border-t pt-1 text-muted text-xs">
        <span>0 points</span>
        <span>100</span>
      </p>
    </Panel>
  );
}
