'use client';

import { type ReactNode, useMemo } from 'react';
import { Treemap } from '@/components/treemap/treemap';
import type { Project } from '@/lib/analyzer/project';
import { formatSeconds } from '@/lib/format/figures';
import { assignLayers } from '@/lib/recordings/layer-steps';
import type { Recording } from '@/lib/recordings/schema';
import { contentTree } from '../contents';
import { LayerTable } from '../layer-table';
import { StepTable } from '../step-table';
import { describePrecision, formatSize, sizeKindNames, sizeKindSentences } from '../words';
import { CacheListing, ImageListing } from './listings';
import { PredictedBeside } from './predicted-beside';
import { RuleHelpList } from './rule-help';
import { TimeByCause } from './time-by-cause';
import { type DiagnosedBuild, useDiagnosis } from './use-diagnosis';

interface BuildReportProps {
  readonly recording: Recording;
  /** The files under edit, where the page has some. */
  readonly present: Project | null;
  readonly today: string;
  /** Rank of its headings in the page. */
  readonly level: 3 | 4;
}

/** Everything that a pasted build tells: how it ended, where the time and bytes went, and which rules would have helped. */
export function BuildReport({ recording: given, present, today, level }: BuildReportProps) {
  const recording = useMemo(() => assignLayers(given), [given]);
  const build = useDiagnosis(recording, present, today);
  const { steps, layers, images, buildCache, warnings } = recording;
  const content = contentTree(recording);
  return (
    <div>
      <Figures recording={recording} />
      {recording.failure && <Failure recording={recording} build={build} />}
      {steps.length > 0 && (
        <Part level={level} title="Where the time went">
          {build.diagnosis && <TimeByCause time={build.diagnosis.time} />}
        </Part>
      )}
      {steps.length > 0 && (
        <Part level={level} title="What would have helped">
          <RuleHelpList recording={recording} build={build} />
        </Part>
      )}
      {steps.length > 0 && (
        <Part level={level} title="Step by step">
          <StepTable recording={recording} />
        </Part>
      )}
      {build.plan?.of === 'project' && build.analysis && (
        <Part level={level} title="Predicted and recorded">
          <PredictedBeside recording={recording} analysis={build.analysis} />
        </Part>
      )}
      {content && (
        <Part level={level} title="What is in it">
          <Treemap root={content} name="Content of the image" told="recorded" />
        </Part>
      )}
      {layers && layers.length > 0 && (
        <Part level={level} title="Layers">
          <LayerTable layers={layers} />
        </Part>
      )}
      {images && images.length > 0 && (
        <Part level={level} title="Images listed">
          <ImageListing images={images} />
        </Part>
      )}
      {buildCache && (
        <Part level={level} title="Build cache">
          <CacheListing cache={buildCache} />
        </Part>
      )}
      {warnings && warnings.length > 0 && (
        <Part level={level} title="What the builder warned of">
          <ul className="list-disc pl-5 text-sm">
            {warnings.slice(0, 30).map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  );
}

function Part({
  level,
  title,
  children,
}: {
  readonly level: 3 | 4;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const Heading = level === 3 ? 'h3' : 'h4';
  return (
    <section className="pt-6">
      <Heading className="mb-2 font-semibold text-base">{title}</Heading>
      {children}
    </section>
  );
}

const outcomes = { finished: 'Finished', failed: 'Failed', unfinished: 'The log stops before the end' } as const;
const builders = { buildkit: 'BuildKit', legacy: 'the builder before BuildKit', buildah: 'Buildah or podman' } as const;

function Figures({ recording }: { readonly recording: Recording }) {
  const { size, contentSize, seconds, outcome, builder, exported, platforms, steps } = recording;
  const instructions = steps.filter((step) => step.position !== undefined || step.kind === 'base');
  const cached = instructions.filter((step) => step.cached).length;
  const told = [
    builder && `built by ${builders[builder]}`,
    platforms && `for ${platforms.join(', ')}`,
    exported?.names.length ? `named ${exported.names.slice(0, 3).join(', ')}` : undefined,
    exported?.store && `into the ${exported.store} store`,
    exported?.pushed ? 'pushed' : undefined,
  ].filter((word) => word !== undefined);
  return (
    <>
      <dl className="figures flex flex-wrap gap-x-10 gap-y-3 border-y py-3">
        {outcome && (
          <Figure name="Build" failed={outcome === 'failed'}>
            {outcomes[outcome]}
          </Figure>
        )}
        {steps.length > 0 && <Figure name="Took">{seconds === undefined ? 'not told' : formatSeconds(seconds)}</Figure>}
        {instructions.length > 0 && (
          <Figure name="Cached">
            {cached} of {instructions.length} steps
          </Figure>
        )}
        {size && <Figure name={`Image size, ${sizeKindNames[size.kind]}`}>{formatSize(size)}</Figure>}
        {contentSize && <Figure name="Content, compressed">{formatSize(contentSize)}</Figure>}
      </dl>
      {told.length > 0 && (
        <p className="mt-2 text-muted text-sm [overflow-wrap:anywhere]">{capitalise(told.join(', '))}.</p>
      )}
      {size && (
        <p className="figures mt-1 max-w-[66ch] text-muted text-sm">
          {describePrecision(size)} {sizeKindSentences[size.kind]}
        </p>
      )}
    </>
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Figure({
  name,
  failed = false,
  children,
}: {
  readonly name: string;
  readonly failed?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt className="text-muted text-xs">{name}</dt>
      <dd className={`font-semibold text-lg ${failed ? 'text-failure' : ''}`}>{children}</dd>
    </div>
  );
}

function Failure({ recording, build }: { readonly recording: Recording; readonly build: DiagnosedBuild }) {
  const { failure } = recording;
  if (!failure) return null;
  const step = failure.step === undefined ? undefined : recording.steps[failure.step];
  return (
    <div className="mt-4 border-failure border-l-4 bg-failure-wash px-4 py-3 text-sm">
      <p className="[overflow-wrap:anywhere]">
        <strong className="font-semibold text-failure">
          {step ? 'It failed at' : 'It failed'}
          {failure.exitCode === undefined ? '' : ` with exit code ${failure.exitCode}`}
        </strong>
        {step && (
          <>
            : <code className="font-mono text-xs">{step.name}</code>
          </>
        )}
      </p>
      <p className="mt-1 [overflow-wrap:anywhere]">{failure.message}</p>
      {failure.output.length > 0 && (
        <pre className="mt-2 overflow-x-auto whitespace-pre-wrap font-mono text-xs leading-5 [overflow-wrap:anywhere]">
          {failure.output.join('\n')}
        </pre>
      )}
      {build.diagnosis?.failure && <p className="mt-2">The analyzer says why: {build.diagnosis.failure}</p>}
    </div>
  );
}
