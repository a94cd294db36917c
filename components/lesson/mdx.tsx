import type { MDXComponents } from 'mdx/types';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { sizeKindNames } from '@/components/recording/words';
import type { BaseImageRecord } from '@/lib/analyzer/catalog/types';
import { describedRules } from '@/lib/analyzer/described-rules';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import { compareRecordings } from '@/lib/recordings/compare';
import type { Recording } from '@/lib/recordings/schema';
import { RecordingComparison } from './compare-recordings';
import { GoalList } from './goals';
import { NotedFigure, RecordingNote } from './recorded-figure';
import { RecordingCard as Card } from './recording-card';
import { sumStepSeconds, writeSize, writeTime } from './recording-words';

// What a lesson's text may use. Each throws where the content names what does not exist: a lesson must not be published
// with a number missing.

/** The facts that a lesson's text may name. */
export interface LessonFacts {
  readonly recordings: readonly Recording[];
  readonly baseImages: readonly BaseImageRecord[];
}

interface Facts {
  readonly facts: LessonFacts;
}

function requireRecording({ recordings }: LessonFacts, id: string): Recording {
  const recording = recordings.find((candidate) => candidate.id === id);
  if (!recording) throw new Error(`A lesson names the recording ${id}, which does not exist.`);
  return recording;
}

function requireFigure<Value>(value: Value | null, what: string): Value {
  if (value === null) throw new Error(`A lesson shows ${what}, which was not recorded.`);
  return value;
}

/** Size of a recorded image. */
function RecordedSize({ facts, of }: Facts & { of: string }) {
  const recording = requireRecording(facts, of);
  const size = requireFigure(writeSize(recording), `the size of ${of}`);
  const kind = sizeKindNames[recording.size?.kind ?? 'unstated'];
  return (
    <NotedFigure about={`${recording.title}: image size, ${kind}`} note={<RecordingNote recording={recording} />}>
      {size}
    </NotedFigure>
  );
}

/** Time of a recorded cold build. */
function RecordedTime({ facts, of }: Facts & { of: string }) {
  const recording = requireRecording(facts, of);
  const time = requireFigure(writeTime(recording), `the time of ${of}`);
  return (
    <NotedFigure about={`${recording.title}: cold build`} note={<RecordingNote recording={recording} />}>
      {time}
    </NotedFigure>
  );
}

interface StepTimeProps {
  of: string;
  step: string;
  match?: string;
}

/** Time of a recorded build's steps of one kind, of those whose names contain `match` if it is given. */
function StepTime({ facts, of, step, match }: Facts & StepTimeProps) {
  const recording = requireRecording(facts, of);
  const seconds = requireFigure(sumStepSeconds(recording, step, match), `steps ${step} ${match ?? ''} of ${of}`);
  return (
    <NotedFigure
      about={`${recording.title}: ${match ?? `${step} step`}`}
      note={<RecordingNote recording={recording} />}
    >
      {formatSeconds(seconds)}
    </NotedFigure>
  );
}

interface SavedProps {
  from: string;
  to: string;
  what: 'size' | 'time';
  as: 'amount' | 'percent' | 'factor';
}

/** What a second recorded build saves against a first. */
function Saved({ facts, from, to, what, as }: Facts & SavedProps) {
  const [one, other] = [requireRecording(facts, from), requireRecording(facts, to)];
  const comparison = compareRecordings(one, other);
  const figure = what === 'size' ? comparison.bytes : comparison.seconds;
  if (!figure.comparable) throw new Error(`A lesson compares ${from} and ${to}: ${figure.reason}`);
  const amount = what === 'size' ? formatBytes(figure.saved) : formatSeconds(figure.saved);
  const texts = {
    amount,
    percent: `${Math.round((figure.saved / figure.from) * 100)} %`,
    factor: `${Math.round((figure.from / figure.to) * 10) / 10} times`,
  };
  const format = what === 'size' ? formatBytes : formatSeconds;
  return (
    <NotedFigure
      about={`${format(figure.from)} less ${format(figure.to)}`}
      note={
        <>
          <RecordingNote recording={one} />
          <RecordingNote recording={other} />
          {comparison.caveats.length > 0 && <span className="mt-2 block">{comparison.caveats.join(' ')}</span>}
        </>
      }
    >
      {figure.atLeast ? 'at least ' : ''}
      {texts[as]}
    </NotedFigure>
  );
}

/** Size of a base image: unpacked where that is published. */
function BaseSize({ facts, image }: Facts & { image: string }) {
  const record = facts.baseImages.find((candidate) => `${candidate.image}:${candidate.tag}` === image);
  if (!record) throw new Error(`A lesson names the base image ${image}, which is not in the catalog.`);
  const unpacked = record.unpackedBytes !== undefined;
  return (
    <NotedFigure
      about={`${image}, ${unpacked ? 'unpacked' : 'compressed'}`}
      note={
        <span className="mt-2 block">
          {record.provenance.source}, {record.provenance.date}. A pull transfers {formatBytes(record.compressedBytes)}.
        </span>
      }
    >
      {formatBytes(record.unpackedBytes ?? record.compressedBytes)}
      {unpacked ? '' : ' compressed'}
    </NotedFigure>
  );
}

/** A recorded build with its steps. */
function RecordingCard({ facts, id }: Facts & { id: string }) {
  return <Card recording={requireRecording(facts, id)} />;
}

/** Two recorded builds side by side. */
function CompareRecordings({ facts, from, to }: Facts & { from: string; to: string }) {
  return <RecordingComparison from={requireRecording(facts, from)} to={requireRecording(facts, to)} />;
}

/** A link to a rule's page. */
function Rule({ id }: { id: string }) {
  const rule = describedRules.find((candidate) => candidate.id === id);
  return (
    <Link prefetch={false} href={`/rules/${id}`} title={rule?.title}>
      <code>{id}</code>
    </Link>
  );
}

/** What to do now in the editor. */
function Try({ children }: { children: ReactNode }) {
  return (
    <section aria-label="Try it" className="my-6 border-accent border-l-4 bg-accent-wash px-4 py-3">
      <p className="font-sans font-semibold text-sm">Try it</p>
      {children}
    </section>
  );
}

/** A remark that the text can do without. */
function Aside({ children }: { children: ReactNode }) {
  return (
    <div role="note" className="my-6 border-line-strong border-l-2 pl-4 text-[0.9375rem] text-ink-soft leading-6">
      {children}
    </div>
  );
}

/** Hands the facts to a component, so that the text need not. */
function over<Props>(facts: LessonFacts, render: (props: Facts & Props) => ReactNode): (props: Props) => ReactNode {
  return (props) => render({ facts, ...props });
}

/** What a lesson's text may use without importing it, over the facts that it may name. */
export function lessonComponents(facts: LessonFacts): MDXComponents {
  return {
    RecordedSize: over(facts, RecordedSize),
    RecordedTime: over(facts, RecordedTime),
    StepTime: over(facts, StepTime),
    Saved: over(facts, Saved),
    BaseSize: over(facts, BaseSize),
    RecordingCard: over(facts, RecordingCard),
    CompareRecordings: over(facts, CompareRecordings),
    Rule,
    GoalList,
    Try,
    Aside,
  };
}
