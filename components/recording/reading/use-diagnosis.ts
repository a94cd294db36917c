'use client';

import { useEffect, useState } from 'react';
import type { AnalyzerConnection } from '@/components/workbench/analyzer-service';
import { connectWorkerAnalyzer } from '@/components/workbench/worker-analyzer';
import type { Analysis } from '@/lib/analyzer/analysis';
import type { Project } from '@/lib/analyzer/project';
import type { Diagnosis, DiagnosisPlan } from '@/lib/recordings/diagnose';
import type { Recording } from '@/lib/recordings/schema';

/** What is known of a recorded build so far. */
export interface DiagnosedBuild {
  /** `null` until the analyzer has answered. */
  readonly diagnosis: Diagnosis | null;
  readonly plan: DiagnosisPlan | null;
  readonly analysis: Analysis | null;
  readonly state: 'working' | 'done' | 'failed';
}

/** One analyzer for all diagnoses of a page; it comes with the first and stays. */
let connection: AnalyzerConnection | null = null;

function connect(): AnalyzerConnection {
  connection ??= connectWorkerAnalyzer(() => {
    connection = null;
  });
  return connection;
}

/** Loads the analyzer ahead of the first text. */
export function warmDiagnosis(): void {
  connect()
    .service.ready()
    .catch(() => {
      // It is asked again with the first text, and its failure is told then.
      connection = null;
    });
}

const nothing: DiagnosedBuild = { diagnosis: null, plan: null, analysis: null, state: 'working' };

/** Says which rules would have helped a build: with the files under edit where they are what was built, else from the log. */
export function useDiagnosis(recording: Recording, present: Project | null, today: string): DiagnosedBuild {
  const [build, setBuild] = useState<DiagnosedBuild>(nothing);
  useEffect(() => {
    let current = true;
    const run = async () => {
      const { diagnose, planDiagnosis } = await import('@/lib/recordings/diagnose');
      const plan = planDiagnosis(recording, present);
      if (!current) return;
      setBuild((before) => ({ ...before, plan, diagnosis: before.diagnosis ?? diagnose(recording, plan, null) }));
      const analysis = plan === null ? null : await connect().service.analyze(plan.project, { today, machine: null });
      if (current) setBuild({ diagnosis: diagnose(recording, plan, analysis), plan, analysis, state: 'done' });
    };
    run().catch(() => {
      if (current) setBuild((before) => ({ ...before, state: 'failed' }));
    });
    return () => {
      current = false;
    };
  }, [recording, present, today]);
  return build;
}
