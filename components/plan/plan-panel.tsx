'use client';

import Link from 'next/link';
import { useReveal } from '@/components/score/use-reveal';
import { Button } from '@/components/ui/button';
import { Sentence } from '@/components/ui/sentence';
import { useWorkbench } from '@/components/workbench/store';
import type { Plan, PlanStep } from '@/lib/analyzer';
import { applyEdits } from '@/lib/analyzer/fixes/apply';
import type { Project } from '@/lib/analyzer/project';
import { StepDiff } from './step-diff';
import { usePlan } from './use-plan';
import { describeFigures, describeSavings } from './words';

/** What to do next, in order of what it saves: each step tried out on the files as the ones before have left them. */
export function PlanPanel() {
  const { plan, working, failed, again } = usePlan();
  if (failed) {
    return (
      <div className="p-4 text-sm">
        <p>The plan could not be made: the analyzer did not answer. Your files are as they were.</p>
        <Button size="small" className="mt-3" onClick={again}>
          Try again
        </Button>
      </div>
    );
  }
  if (plan === null) {
    return (
      <p role="status" className="p-4 text-muted text-sm">
        Trying out what each change would save…
      </p>
    );
  }
  return (
    <div className="p-4 text-sm" aria-busy={working}>
      <PlanHead plan={plan} working={working} />
      {plan.steps.length > 0 && <PlanSteps plan={plan} working={working} />}
    </div>
  );
}

function PlanHead({ plan, working }: { readonly plan: Plan; readonly working: boolean }) {
  const apply = useApplySteps();
  const [next] = plan.steps;
  if (next === undefined) {
    return (
      <p>
        There is no step left that the model would gain from: {describeFigures(plan.before)}. What it does not know is
        listed with each figure.
      </p>
    );
  }
  const count = plan.steps.length;
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <p className="min-w-0 flex-1 basis-64">
        {count === 1 ? 'One step leads' : `${count} steps lead`} from{' '}
        <strong className="font-semibold">{describeFigures(plan.before)}</strong> to{' '}
        <strong className="font-semibold">{describeFigures(plan.after)}</strong>, predicted. Each was tried out on the
        files as the steps before it leave them.
      </p>
      <Button variant="primary" disabled={working} onClick={() => apply([next])}>
        Next best step
      </Button>
    </div>
  );
}

function PlanSteps({ plan, working }: { readonly plan: Plan; readonly working: boolean }) {
  const project = useWorkbench((state) => state.project);
  const apply = useApplySteps();
  const states = statesBefore(project, plan.steps);
  return (
    <ol className={`mt-4 border-t ${working ? 'opacity-60' : ''}`}>
      {plan.steps.map((step, position) => (
        <li key={`${step.source} ${step.title} ${step.after.points} ${step.line}`} className="border-b py-3">
          <StepEntry step={step} position={position} before={working ? undefined : states[position]} />
          <div className="mt-2 pl-8">
            <Button size="small" disabled={working} onClick={() => apply(plan.steps.slice(0, position + 1))}>
              {position === 0 ? 'Apply it' : `Apply steps 1 to ${position + 1}`}
            </Button>
          </div>
        </li>
      ))}
    </ol>
  );
}

interface StepEntryProps {
  readonly step: PlanStep;
  readonly position: number;
  /** The files as the steps before have left them. */
  readonly before: Project | undefined;
}

function StepEntry({ step, position, before }: StepEntryProps) {
  const reveal = useReveal();
  const { saves, costs } = describeSavings(step.saves);
  return (
    <>
      <div className="flex items-baseline gap-x-3">
        <span className="figures w-5 shrink-0 text-right text-muted">{position + 1}</span>
        <h3 className="min-w-0 flex-1 font-semibold">
          <Sentence text={step.title} />
        </h3>
        {position === 0 && (
          <button
            type="button"
            className="min-h-6 shrink-0 font-mono text-accent text-xs underline underline-offset-2"
            onClick={() => reveal(step.file, step.edits[0]?.range ?? { start: 0, end: 0 })}
          >
            {step.file}:{step.line}
          </button>
        )}
      </div>
      <div className="pl-8">
        <p className="figures mt-0.5 text-muted text-xs">
          <span className="text-success">{saves.join(' · ')}</span>
          {costs.length > 0 && ` ${saves.length > 0 ? '· ' : ''}${costs.join(' · ')}`}
        </p>
        <p className="mt-1.5">
          <Sentence text={step.wrong} />
        </p>
        <p className="mt-1 text-ink-soft">
          <Sentence text={step.why} />
        </p>
        <p className="mt-1 text-muted text-xs">
          {step.safety === 'safe'
            ? 'Does not change what the image does.'
            : 'May change what the image does: review it.'}{' '}
          {step.rule && (
            <Link
              prefetch={false}
              href={`/rules/${step.source}`}
              className="inline-flex min-h-6 items-center underline underline-offset-2 hover:text-ink"
            >
              {step.source}
            </Link>
          )}
        </p>
        {before && <StepDiff before={before} edits={step.edits} />}
      </div>
    </>
  );
}

/** The project before each step. */
function statesBefore(project: Project, steps: readonly PlanStep[]): readonly Project[] {
  const states = [project];
  for (const step of steps) {
    const applied = applyEdits(states.at(-1) ?? project, step.edits);
    if (!applied.ok) break;
    states.push(applied.project);
  }
  return states;
}

/** Applies steps from the first one on, as one change that the notice can take back. */
function useApplySteps(): (steps: readonly PlanStep[]) => void {
  const project = useWorkbench((state) => state.project);
  const applyStep = useWorkbench((state) => state.applyStep);
  return (steps) => {
    const after = statesBefore(project, steps).at(-1);
    const [first] = steps;
    if (after === undefined || first === undefined || after === project) return;
    applyStep(after, steps.length === 1 ? `Done: ${first.title}.` : `${steps.length} steps of the plan are done.`);
  };
}
