'use client';

import { useId } from 'react';
import { EditedFile } from '@/components/score/duration-panels';
import type { Analysis } from '@/lib/analyzer/analysis';

/** What may happen between two builds, as the page asks for it. */
export const changeKinds = [
  { kind: 'edit', name: 'a file is edited' },
  { kind: 'requirement', name: 'a requirement is added' },
  { kind: 'build-argument', name: 'a build argument changes' },
  { kind: 'base-image', name: 'the base image’s tag moves' },
  { kind: 'target', name: 'another stage is built' },
  { kind: 'no-cache', name: 'the cache is left aside (--no-cache)' },
  { kind: 'nothing', name: 'nothing changes' },
] as const;

export type ChangeKind = (typeof changeKinds)[number]['kind'];

/** The fields of the form, kept while another kind is chosen. */
export interface ChangeFields {
  readonly kind: ChangeKind;
  readonly requirement: string;
  readonly argument: string;
  readonly value: string;
  readonly target: string;
}

const field =
  'min-h-9 max-w-full rounded-sm border border-line-strong bg-surface px-2 font-mono text-xs pointer-coarse:min-h-11';

interface ChangeChoiceProps {
  readonly fields: ChangeFields;
  readonly analysis: Analysis;
  /** Requirements files of the project. */
  readonly requirementFiles: readonly string[];
  readonly onChange: (fields: ChangeFields) => void;
}

/** Chooses what happens between the build that has just run and the next one. */
export function ChangeChoice({ fields, analysis, requirementFiles, onChange }: ChangeChoiceProps) {
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <label htmlFor={id} className="text-muted text-sm">
        Built once, then
      </label>
      <select
        id={id}
        className={`${field} font-sans text-sm`}
        value={fields.kind}
        onChange={(event) => {
          const kind = changeKinds.find((entry) => entry.kind === event.target.value)?.kind;
          if (kind) onChange({ ...fields, kind });
        }}
      >
        {changeKinds.map(({ kind, name }) => (
          <option key={kind} value={kind}>
            {name}
          </option>
        ))}
      </select>
      {fields.kind === 'edit' && <EditedFile />}
      {fields.kind === 'requirement' && requirementFiles.length > 0 && (
        <TextChoice
          label={`New line in ${requirementFiles[0]}`}
          value={fields.requirement}
          onChange={(requirement) => onChange({ ...fields, requirement })}
        />
      )}
      {fields.kind === 'build-argument' && (
        <>
          <TextChoice
            label="Name"
            value={fields.argument}
            options={namesOfArguments(analysis)}
            onChange={(argument) => onChange({ ...fields, argument })}
          />
          <TextChoice label="Value" value={fields.value} onChange={(value) => onChange({ ...fields, value })} />
        </>
      )}
      {fields.kind === 'target' && (
        <TextChoice
          label="Stage"
          value={fields.target}
          options={analysis.stages.map((stage) => stage.name ?? String(stage.index))}
          onChange={(target) => onChange({ ...fields, target })}
        />
      )}
    </div>
  );
}

/** Build arguments that the stages declare. */
export function namesOfArguments(analysis: Analysis): readonly string[] {
  const texts = analysis.stages
    .flatMap((stage) => stage.steps)
    .filter((step) => step.kind === 'argument')
    .flatMap((step) => step.text.split(/\s+/).slice(1));
  return [...new Set(texts.map((text) => text.replace(/=.*$/s, '')).filter((name) => /^\w+$/.test(name)))];
}

interface TextChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options?: readonly string[];
  readonly onChange: (value: string) => void;
}

/** Longer than any name or value that is worth asking for. */
const longest = 200;

function TextChoice({ label, value, options = [], onChange }: TextChoiceProps) {
  const id = useId();
  return (
    <span className="flex items-center gap-x-2">
      <label htmlFor={id} className="text-muted text-sm">
        {label}
      </label>
      <input
        id={id}
        className={`${field} w-40`}
        value={value}
        maxLength={longest}
        list={options.length > 0 ? `${id}-options` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      {options.length > 0 && (
        <datalist id={`${id}-options`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </span>
  );
}
