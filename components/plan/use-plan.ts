'use client';

import { useEffect, useMemo, useState } from 'react';
import { useWorkbench } from '@/components/workbench/store';
import type { Plan } from '@/lib/analyzer';

export interface PlanState {
  /** The newest plan; that of earlier files while `working`. `null` before the first. */
  readonly plan: Plan | null;
  readonly working: boolean;
  /** The analyzer did not answer. */
  readonly failed: boolean;
  /** Asks once more. */
  readonly again: () => void;
}

interface Made {
  readonly of: object;
  readonly plan: Plan | null;
  readonly failed: boolean;
}

/** Milliseconds without an edit before a plan is made. */
const pause = 300;

/** The plan of the files as they are now, made anew after each edit while the component is on the page. */
export function usePlan(): PlanState {
  const makePlan = useWorkbench((state) => state.plan);
  const project = useWorkbench((state) => state.project);
  const machine = useWorkbench((state) => state.machine);
  const [tries, setTries] = useState(0);
  const [made, setMade] = useState<Made | null>(null);
  const asked = useMemo(() => ({ project, machine, tries }), [project, machine, tries]);

  useEffect(() => {
    let here = true;
    const timer = setTimeout(async () => {
      const plan = await makePlan();
      if (here) setMade((before) => ({ of: asked, plan: plan ?? before?.plan ?? null, failed: plan === null }));
    }, pause);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [makePlan, asked]);

  const working = made?.of !== asked;
  return {
    plan: made?.plan ?? null,
    working,
    failed: !working && (made?.failed ?? false),
    again: () => setTries(tries + 1),
  };
}
