import type { CSSProperties } from 'react';
import { nameOfKind } from '@/components/layers/kinds';
import { spreadLabels } from '@/components/layers/stack';
import { formatBytes, formatChange, formatSeconds } from '@/lib/format/figures';
import { formatAbout, formatRange } from '@/lib/format/range';
import { type FlowSegment, layOutFlow } from './flow';
import type { ShownLine } from './lines';
import type { LandingLine, LandingStep, Range } from './types';
import styles from './whittling.module.css';

const lineHeight = 18;
const ribbonWidth = 80;
const labelGap = 18;
/** Bytes from which a segment gets a label of its own. */
const worthNaming = 4e6;

interface BenchProps {
  readonly step: LandingStep;
  readonly first: LandingStep;
  /** All states: their largest sets the scale and the height, so that nothing moves but what changes. */
  readonly steps: readonly LandingStep[];
}

/** One state on the bench: its figures, its files, and where the bytes of each line sit in the image. */
export function Bench({ step, first, steps }: BenchProps) {
  const scale = Math.max(...steps.map((entry) => Math.max(entry.size.high, entry.recorded?.bytes ?? 0)));
  const rows = Math.max(...steps.map((entry) => entry.dockerfile.length));
  const otherRows = Math.max(...steps.map((entry) => entry.requirements.length));
  const height = (rows + otherRows + 3) * lineHeight;
  return (
    <>
      <header className={styles.head}>
        <div className={styles.title}>
          <h2>{step.title}</h2>
          <p>{step.text}</p>
        </div>
        <BenchFigure
          label="Image"
          recorded={step.recorded?.bytes ?? null}
          by={step.recorded?.by ?? null}
          predicted={step.size}
          start={first.recorded?.bytes ?? first.size.likely}
          format={formatBytes}
        />
        <BenchFigure
          label="Cold build"
          recorded={step.recorded?.seconds ?? null}
          by={step.recorded?.by ?? null}
          predicted={step.cold}
          start={first.recorded?.seconds ?? first.cold.likely}
          format={formatSeconds}
        />
      </header>
      <Bar step={step} scale={scale} />
      <div className={styles.bench} style={{ '--height': `${height}px` } as CSSProperties}>
        <div className={styles.files}>
          <File name="Dockerfile" lines={step.dockerfile} />
          <File name="requirements.txt" lines={step.requirements} />
        </div>
        <Stack step={step} scale={scale} height={height} />
      </div>
    </>
  );
}

interface BenchFigureProps {
  readonly label: string;
  readonly recorded: number | null;
  readonly by: string | null;
  readonly predicted: Range;
  /** The first state's value. */
  readonly start: number;
  readonly format: (value: number) => string;
}

function BenchFigure({ label, recorded, by, predicted, start, format }: BenchFigureProps) {
  const value = recorded ?? predicted.likely;
  const change = formatChange(value - start, format);
  return (
    <p className={styles.figure}>
      <span className={styles.label}>{label}</span>
      <span className={`figures ${styles.value}`}>
        {recorded === null && <span className={styles.about}>about </span>}
        {format(value)}
      </span>
      {value !== start && <span className={`figures ${styles.change}`}>{change}</span>}
      <span className={`figures ${styles.how}`}>{recorded === null ? 'predicted' : `recorded ${by}`}</span>
      <span className={`figures ${styles.how}`}>
        {recorded === null
          ? (formatRange(predicted, format) ?? 'exactly')
          : `predicted ${formatAbout(predicted, format)}`}
      </span>
    </p>
  );
}

const marks = { kept: ' ', added: '+', removed: '−' } as const;

function File({ name, lines }: { readonly name: string; readonly lines: readonly (ShownLine | LandingLine)[] }) {
  return (
    <div className={styles.file} data-changed={lines.some((line) => line.state !== 'kept')}>
      <p className={styles.name}>{name}</p>
      <ol className={styles.lines}>
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ol>
    </div>
  );
}

function Line({ line }: { readonly line: ShownLine | LandingLine }) {
  const { text, state } = line;
  const indentation = text.length - text.trimStart().length;
  return (
    <li className={styles.line} data-state={state}>
      <span className={styles.mark} aria-hidden="true">
        {marks[state]}
      </span>
      {state === 'added' && <span className="sr-only">new: </span>}
      {state === 'removed' ? (
        <span>
          {text.slice(0, indentation)}
          <del>{text.slice(indentation)}</del>
        </span>
      ) : (
        <Code text={text} />
      )}
      {'cost' in line && line.cost && <span className={`figures ${styles.cost}`}>{line.cost}</span>}
    </li>
  );
}

/** A line of code, its instruction's name set apart. */
function Code({ text }: { readonly text: string }) {
  const keyword = /^[A-Z]+(?= )/.exec(text)?.[0] ?? '';
  return (
    <code>
      {keyword && <b>{keyword}</b>}
      {text.slice(keyword.length)}
    </code>
  );
}

/** The image as a core drilled through it: first instruction on top, each with a ribbon to its bytes. */
function Stack({
  step,
  scale,
  height,
}: {
  readonly step: LandingStep;
  readonly scale: number;
  readonly height: number;
}) {
  const drawn = height - lineHeight;
  const pixels = (bytes: number) => (bytes / scale) * drawn;
  const segments = layOutFlow(step.bands, { lineHeight, height: drawn, scale, width: ribbonWidth });
  return (
    <div className={styles.core} aria-hidden="true">
      <svg
        className={styles.ribbons}
        width={ribbonWidth}
        height={height}
        viewBox={`0 0 ${ribbonWidth} ${height}`}
        aria-hidden="true"
      >
        {segments.map((segment) => (
          <path key={segment.id} d={segment.ribbon} style={{ fill: `var(--kind-${segment.kind})` }} />
        ))}
      </svg>
      <div className={styles.stack}>
        <div
          className={styles.open}
          style={{ top: pixels(step.size.likely), height: pixels(step.size.high - step.size.likely) }}
        />
        {segments.map((segment) => (
          <div
            key={segment.id}
            className={`band ${styles.segment}`}
            data-kind={segment.kind}
            style={{ top: segment.top, height: segment.height }}
          />
        ))}
        {step.recorded && <div className={styles.recorded} style={{ top: pixels(step.recorded.bytes) }} />}
      </div>
      <Labels
        step={step}
        segments={segments}
        recordedAt={step.recorded && pixels(step.recorded.bytes)}
        height={height}
      />
    </div>
  );
}

interface LabelsProps {
  readonly step: LandingStep;
  readonly segments: readonly FlowSegment[];
  readonly recordedAt: number | null;
  readonly height: number;
}

/** Names beside the core, moved apart where they would touch; the recorded mark has its own among them. */
function Labels({ step, segments, recordedAt, height }: LabelsProps) {
  const labels = segments
    .filter((segment) => segment.bytes >= worthNaming)
    .map((segment) => ({
      id: segment.id,
      at: segment.top + segment.height / 2,
      name: nameOfKind(segment.kind),
      bytes: segment.bytes,
    }));
  if (step.recorded && recordedAt !== null) {
    labels.push({ id: 'recorded', at: recordedAt, name: 'Recorded', bytes: step.recorded.bytes });
  }
  const sorted = labels.toSorted((one, other) => one.at - other.at);
  const places = spreadLabels(
    sorted.map((label) => label.at),
    labelGap,
    height,
  );
  return (
    <div className={styles.labels}>
      {sorted.map((label, index) => (
        <p
          key={label.id}
          className={styles.legend}
          data-recorded={label.id === 'recorded'}
          style={{ top: (places[index] ?? 0) - labelGap / 2 }}
        >
          {label.name} <span className="figures">{formatBytes(label.bytes)}</span>
        </p>
      ))}
    </div>
  );
}

/** The same stack lying down, where there is no room for the core. */
function Bar({ step, scale }: { readonly step: LandingStep; readonly scale: number }) {
  return (
    <div className={styles.bar} aria-hidden="true">
      {step.bands.map((band) => (
        <div
          key={band.id}
          className={`band ${styles.slice}`}
          data-kind={band.kind}
          style={{ width: `${(band.bytes / scale) * 100}%` }}
        />
      ))}
      {step.recorded && <div className={styles.tick} style={{ left: `${(step.recorded.bytes / scale) * 100}%` }} />}
    </div>
  );
}
