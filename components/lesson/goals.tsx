'use client';

import { ButtonLink } from '@/components/ui/button';
import { ArrowRightIcon, CheckIcon } from '@/components/ui/icons';
import { Sentence } from '@/components/ui/sentence';
import { TextLink } from '@/components/ui/text-link';
import { useWorkbench } from '@/components/workbench/store';
import type { GoalResult } from '@/lib/lessons/goals';
import type { Change } from './goal-change';
import { useLesson } from './lesson-context';

/** What the lesson asks: each goal, whether it is met, and what is the case now. */
export function GoalList() {
  const { results } = useLesson();
  return (
    <section aria-label="Goals of this lesson" className="my-6 border-y bg-surface font-sans">
      <ol className="m-0 list-none divide-y divide-line p-0">
        {results.map((result) => (
          <GoalEntry key={result.goal.id} result={result} />
        ))}
      </ol>
    </section>
  );
}

function GoalEntry({ result: { goal, met, conditions } }: { result: GoalResult }) {
  const { changesOf, evidence } = useLesson();
  const before = useWorkbench((state) => state.goalsMet.includes(goal.id));
  const unmet = conditions.filter((condition) => !condition.met);
  const changes = met ? changesOf(goal) : [];
  return (
    <li id={`goal-${goal.id}`} className="m-0 flex scroll-mt-32 gap-3 px-3 py-2.5 text-sm">
      <GoalMark met={met} />
      <div className="min-w-0">
        <p className={met ? 'text-ink-soft' : 'font-medium'}>
          <Sentence text={goal.text} />
        </p>
        {changes.map((change) => (
          <ChangeLine key={change.what} change={change} />
        ))}
        {unmet.map((condition) => (
          <p key={condition.now} className="text-muted text-xs">
            <Sentence text={condition.now} />
          </p>
        ))}
        {evidence[goal.id]?.map(({ recording, title, difference }) => (
          <p key={recording} className="figures text-muted text-xs">
            Recorded: <TextLink href={`/recordings/${recording}`}>{title}</TextLink>, {difference}
          </p>
        ))}
        {!met && before && <p className="text-muted text-xs">You met it before; the files have changed since.</p>}
      </div>
    </li>
  );
}

function GoalMark({ met }: { met: boolean }) {
  return (
    <span
      className={`mt-0.5 flex size-4 shrink-0 items-center justify-center border ${met ? 'border-success bg-success text-surface' : 'border-line-strong'}`}
    >
      {met && <CheckIcon />}
      <span className="sr-only">{met ? 'Met:' : 'Not met yet:'}</span>
    </span>
  );
}

export function ChangeLine({ change }: { change: Change }) {
  return (
    <p className="figures text-xs">
      <span className="text-muted">{change.what}:</span> {change.from}{' '}
      <span aria-hidden="true" className="text-muted">
        →
      </span>
      <span className="sr-only">to</span> <strong className="font-semibold">{change.to}</strong>
    </p>
  );
}

/** One line over the editor: how many goals are met, which is next, what the last one changed, and then the way on. */
export function GoalStrip() {
  const { results, news, allMet, next } = useLesson();
  const met = results.filter((result) => result.met).length;
  const first = results.find((result) => !result.met);
  const newest = news.filter(({ goal }) => results.some((result) => result.met && result.goal.id === goal.id)).at(-1);
  return (
    <div data-met={allMet} className="flex min-h-12 items-center gap-3 px-4 py-1.5 text-sm">
      <div className="flex shrink-0 items-center gap-2">
        <span className="flex gap-0.5" aria-hidden="true">
          {results.map((result) => (
            <span
              key={result.goal.id}
              className={`h-3 w-1.5 transition-colors duration-200 ${result.met ? 'bg-success' : 'bg-line-strong opacity-50'}`}
            />
          ))}
        </span>
        <span className="figures whitespace-nowrap text-muted text-xs">
          {met} of {results.length} goals
        </span>
      </div>
      <div className="min-w-0 flex-1">
        {newest?.changes[0] && <ChangeLine change={newest.changes[0]} />}
        {first ? (
          <p className="truncate" title={first.goal.text}>
            <span className="text-muted">Next: </span>
            <Sentence text={first.goal.text} />
          </p>
        ) : (
          <p className="font-medium">All goals are met.</p>
        )}
      </div>
      {allMet && next && (
        <ButtonLink variant="primary" size="small" href={next.href} className="shrink-0">
          <span className="max-sm:sr-only">Next: {next.title}</span>
          <span className="sm:hidden" aria-hidden="true">
            Next
          </span>
          <ArrowRightIcon />
        </ButtonLink>
      )}
    </div>
  );
}
