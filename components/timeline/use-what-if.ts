'use client';

import { useEffect, useMemo, useState } from 'react';
import { useWorkbench } from '@/components/workbench/store';
import type { Change, RebuildSummary } from '@/lib/analyzer';

export interface WhatIf {
  /** The newest answer; that to an earlier question while `working`. `null` before the first, or without an answer. */
  readonly rebuild: RebuildSummary | null;
  readonly working: boolean;
}

/** Which steps run again after a change of the files as they are now. */
export function useWhatIf(change: Change): WhatIf {
  const ask = useWorkbench((state) => state.whatIf);
  const project = useWorkbench((state) => state.project);
  const machine = useWorkbench((state) => state.machine);
  const asked = useMemo(() => ({ project, machine, change }), [project, machine, change]);
  const [answer, setAnswer] = useState<{ readonly to: object; readonly rebuild: RebuildSummary | null } | null>(null);

  useEffect(() => {
    let here = true;
    ask(asked.change).then((rebuild) => {
      if (here) setAnswer({ to: asked, rebuild });
    });
    return () => {
      here = false;
    };
  }, [ask, asked]);

  return { rebuild: answer?.rebuild ?? null, working: answer?.to !== asked };
}
