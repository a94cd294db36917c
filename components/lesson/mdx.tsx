import Link from 'next/link';
import type { ReactNode } from 'react';
import { rules } from '@/lib/analyzer/rules/registry.generated';
import { readCatalog } from '@/lib/content/catalog';
import { readRecording } from '@/lib/content/recordings';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import { compareRecordings } from '@/lib/recordings/compare';
import type { Recording } from '@/lib/recordings/schema';
import { RecordingComparison } from './compare-recordings';
import { NotedFigure, RecordingNote } from './recorded-figure';
import { RecordingCard as Card } from './recording-card';
import { sizeKindNames, sumStepSeconds, writeSize, writeTime } from './recording-words';

// What a lesson's text may use. Each throws where the content names what does not exist: a lesson must not be published
// with a number missing.

function requireRecording(id: string): Recording {
  const recording = readRecording(id);
  if (!recording) throw new Error(`A lesson names the recording ${id}, which does not exist.`);
  return recording;
}

function requireFigure<Value>(value: Value | null, what: string): Value {
  if (value === null) throw new Error(`A lesson shows ${what}, which was not recorded.`);
  return value;
}

/** Size of a recorded image. */
export function RecordedSize({ of }: { of: string }) {
  const recording = requireRecording(of);
  const size = requireFigure(writeSize(recording), `the size of ${of}`);
  const kind = sizeKindNames[recording.size?.kind ?? 'unstated'];
  return (
    <NotedFigure about={`${recording.title}: image size, ${kind}`} note={<RecordingNote recording={recording} />}>
      {size}
    </NotedFigure>
  );
}

/** Time of a recorded cold build. */
export function RecordedTime({ of }: { of: string }) {
  const recording = requireRecording(of);
  const time = requireFigure(writeTime(recording), `the time of ${of}`);
  return (
    <NotedFigure about={`${recording.title}: cold build`} note={<RecordingNote recording={recording} />}>
      {time}
    </NotedFigure>
  );
}

/** Time of a recorded build's steps of one kind, of those whose names contain `match` if it is given. */
export function StepTime({ of, step, match }: { of: string; step: string; match?: string }) {
  const recording = requireRecording(of);
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
export function Saved({ from, to, what, as }: SavedProps) {
  const [one, other] = [requireRecording(from), requireRecording(to)];
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
export function BaseSize({ image }: { image: string }) {
  const record = readCatalog().baseImages.find((candidate) => `${candidate.image}:${candidate.tag}` === image);
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
export function RecordingCard({ id }: { id: string }) {
  return <Card recording={requireRecording(id)} />;
}

/** Two recorded builds side by side. */
export function CompareRecordings({ from, to }: { from: string; to: string }) {
  return <RecordingComparison from={requireRecording(from)} to={requireRecording(to)} />;
}

/** A link to a rule's page. */
export function Rule({ id }: { id: string }) {
  const rule = rules.find((candidate) => candidate.id === id);
  return (
    <Link href={`/rules/${id}`} title={rule?.title}>
      <code>{id}</code>
    </Link>
  );
}

/** What to do now in the editor. */
export function Try({ children }: { children: ReactNode }) {
  return (
    <section aria-label="Try it" className="my-6 border-accent border-l-4 bg-accent-wash px-4 py-3">
      <p className="font-sans font-semibold text-sm">Try it</p>
      {children}
    </section>
  );
}

/** A remark that the text can do without. */
export function Aside({ children }: { children: ReactNode }) {
  return (
    <div role="note" className="my-6 border-line-strong border-l-2 pl-4 text-[0.9375rem] text-ink-soft leading-6">
      {children}
    </div>
  );
}

export { GoalList } from './goals';
