'use client';

import { useMemo, useState } from 'react';
import { rebuildOf, useInstrument } from '@/components/score/instrument-context';
import { useReveal } from '@/components/score/use-reveal';
import { Sentence } from '@/components/ui/sentence';
import { useWorkbench } from '@/components/workbench/store';
import type { Change, RebuildStepSummary, RebuildSummary } from '@/lib/analyzer';
import type { Analysis } from '@/lib/analyzer/analysis';
import { formatSeconds } from '@/lib/format/figures';
import { formatAbout } from '@/lib/format/range';
import { ChangeChoice, type ChangeFields, namesOfArguments } from './change-choice';
import { useWhatIf } from './use-what-if';

const requirementsFile = /(^|\/)[^/]*requirements[^/]*\.(txt|in)$/;

/** Pick a change: the steps that run again after it stand out, with the reason for each. */
export function WhatIfPanel() {
  const analysis = useWorkbench((state) => state.analysis);
  const project = useWorkbench((state) => state.project);
  const { editedPath } = useInstrument();
  const path = rebuildOf(analysis, editedPath)?.path ?? null;
  const requirementFiles = project.files.map((file) => file.path).filter((name) => requirementsFile.test(name));
  const [fields, setFields] = useState<ChangeFields>(() => startFields(analysis));
  const change = useMemo(
    () => readChange(fields, path, requirementFiles[0] ?? null),
    [fields, path, requirementFiles[0]],
  );
  return (
    <div className="p-4 text-sm">
      <ChangeChoice fields={fields} analysis={analysis} requirementFiles={requirementFiles} onChange={setFields} />
      {typeof change === 'string' ? <p className="mt-3 text-muted">{change}</p> : <Answer change={change} />}
    </div>
  );
}

function startFields(analysis: Analysis): ChangeFields {
  return {
    kind: 'edit',
    requirement: 'rich==14.2.0',
    argument: namesOfArguments(analysis)[0] ?? '',
    value: 'another',
    target: analysis.stages.find((stage) => stage.index !== analysis.target)?.name ?? '0',
  };
}

/** The change that the fields describe; a sentence where they describe none. */
function readChange(fields: ChangeFields, path: string | null, requirements: string | null): Change | string {
  switch (fields.kind) {
    case 'edit':
      return path === null ? 'Once the Dockerfile builds something, choose a file here.' : { kind: 'edit', path };
    case 'requirement':
      return requirements === null
        ? 'The project has no requirements file to add a line to.'
        : { kind: 'requirement', path: requirements, requirement: fields.requirement };
    case 'build-argument':
      return fields.argument.trim() === ''
        ? 'Name the build argument that gets another value.'
        : { kind: 'build-argument', name: fields.argument.trim(), value: fields.value };
    case 'target':
      return fields.target.trim() === ''
        ? 'Name the stage that is built the second time.'
        : { kind: 'target', target: fields.target.trim() };
    default:
      return { kind: fields.kind };
  }
}

function Answer({ change }: { readonly change: Change }) {
  const { rebuild, working } = useWhatIf(change);
  if (rebuild === null)
    return (
      <p role="status" className="mt-3 text-muted">
        {working
          ? 'Working out which steps run again…'
          : 'The analyzer did not answer. Edit once more, or choose another change.'}
      </p>
    );
  return (
    <div aria-busy={working}>
      <Summary rebuild={rebuild} />
      <ol className="mt-3 border-line border-t">
        {rebuild.steps.map((step) => (
          <StepLine key={step.id} step={step} />
        ))}
      </ol>
    </div>
  );
}

function Summary({ rebuild }: { readonly rebuild: RebuildSummary }) {
  const again = rebuild.steps.filter((step) => step.outcome === 'again').length;
  return (
    <p className="mt-3" role="status">
      <Sentence text={rebuild.reason ?? 'No step runs again: everything comes from the cache.'} />{' '}
      {again > 0 && (
        <>
          {countSteps(again, rebuild.steps.length)} again, in{' '}
          <strong className="figures font-semibold">{formatAbout(rebuild.seconds, formatSeconds)}</strong> with the
          export of what is new.
        </>
      )}
    </p>
  );
}

function countSteps(again: number, all: number): string {
  if (again === 1) return 'One step runs';
  return again === all ? `All ${all} steps run` : `${again} of ${all} steps run`;
}

const outcomes = { again: 'runs again', cached: 'cached', 'not-reached': 'not reached' } as const;

function StepLine({ step }: { readonly step: RebuildStepSummary }) {
  const dockerfile = useWorkbench((state) => state.project.dockerfile);
  const analysis = useWorkbench((state) => state.analysis);
  const reveal = useReveal();
  const runs = step.outcome === 'again';
  const range = analysis.stages[step.stage]?.steps.find((other) => other.id === step.id)?.range;
  return (
    <li
      className={`flex items-baseline gap-3 border-line border-b border-l-4 py-1.5 pr-2 pl-3 ${runs ? 'border-l-ink bg-sunken' : 'border-l-transparent'}`}
    >
      <span className="min-w-0 flex-1">
        <button
          type="button"
          className={`block min-h-6 w-full truncate text-left font-mono text-xs hover:text-accent hover:underline ${runs ? 'font-semibold' : 'text-muted'}`}
          title={step.text}
          onClick={() => range && reveal(dockerfile, range)}
        >
          <span className="mr-2 font-normal text-muted">{step.line}</span>
          {step.text}
        </button>
        {runs && step.reason && (
          <span className="block text-ink-soft text-xs">
            <Sentence text={`It ${step.reason}.`} />
          </span>
        )}
      </span>
      <span className={`figures text-xs whitespace-nowrap ${runs ? 'font-semibold' : 'text-muted'}`}>
        {outcomes[step.outcome]}
        {runs && `, ${formatSeconds(step.seconds.likely)}`}
      </span>
    </li>
  );
}
