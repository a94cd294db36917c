'use client';

import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react';
import { useWorkbench } from '@/components/workbench/store';
import { evaluateGoals, type GoalResult } from '@/lib/lessons/goals';
import type { Goal } from '@/lib/lessons/schema';
import { type Change, describeChanges } from './goal-change';

/** A goal that has just been met, with what changed since the start. */
interface MetGoal {
  readonly goal: Goal;
  readonly changes: readonly Change[];
}

/** A recorded build that shows what meeting a goal changes. */
export interface GoalEvidence {
  readonly recording: string;
  readonly title: string;
  /** `image −8.1 MB`. */
  readonly difference: string;
}

interface LessonState {
  readonly results: readonly GoalResult[];
  readonly changesOf: (goal: Goal) => readonly Change[];
  readonly allMet: boolean;
  /** By goal id. */
  readonly evidence: Readonly<Record<string, readonly GoalEvidence[]>>;
  /** The goals that the last edit met; empty before. */
  readonly news: readonly MetGoal[];
  readonly next: { readonly href: string; readonly title: string } | null;
}

const LessonContext = createContext<LessonState | null>(null);

interface LessonProviderProps {
  goals: readonly Goal[];
  next: LessonState['next'];
  evidence?: LessonState['evidence'];
  children: ReactNode;
}

const noEvidence: LessonState['evidence'] = {};

/** Holds the goals to every analysis and notices when one is newly met. */
export function LessonProvider({ goals, next, evidence = noEvidence, children }: LessonProviderProps) {
  const analysis = useWorkbench((state) => state.analysis);
  const start = useWorkbench((state) => state.startAnalysis);
  const goalsMet = useWorkbench((state) => state.goalsMet);
  const markGoalsMet = useWorkbench((state) => state.markGoalsMet);
  const [news, setNews] = useState<readonly MetGoal[]>([]);
  const results = useMemo(() => evaluateGoals(goals, analysis), [goals, analysis]);
  const seen = useRef(analysis);

  useEffect(() => {
    if (seen.current === analysis || analysis === start) return;
    seen.current = analysis;
    const fresh = results.filter((result) => result.met && !goalsMet.includes(result.goal.id));
    if (fresh.length === 0) return;
    markGoalsMet(fresh.map((result) => result.goal.id));
    setNews(fresh.map(({ goal }) => ({ goal, changes: describeChanges(goal, start, analysis) })));
  }, [results, analysis, start, goalsMet, markGoalsMet]);

  const value = useMemo(
    () => ({
      results,
      news,
      next,
      evidence,
      allMet: results.every((result) => result.met),
      changesOf: (goal: Goal) => describeChanges(goal, start, analysis),
    }),
    [results, news, next, evidence, start, analysis],
  );
  return (
    <LessonContext value={value}>
      {children}
      <p className="sr-only" aria-live="polite">
        {news.map(sayMet).join(' ')}
        {news.length > 0 && value.allMet && ' All goals of this lesson are met.'}
      </p>
    </LessonContext>
  );
}

function sayMet({ goal, changes }: MetGoal): string {
  const changed = changes.map((change) => `${change.what}: from ${change.from} to ${change.to}.`);
  return ['Goal met:', goal.text, ...changed].join(' ');
}

export function useLesson(): LessonState {
  const value = use(LessonContext);
  if (!value) throw new Error('useLesson needs a LessonProvider around it.');
  return value;
}
