import type { CSSProperties } from 'react';
import { nameOfKind } from '@/components/layers/kinds';
import { spreadLabels } from '@/components/layers/stack';
import { formatBytes, formatChange, formatSeconds } from '@/lib/format/figures';
import { formatAbout, formatRange } from '@/lib/format/range';
import { layOutFlow } from './flow';
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
        {format(value)} {value !== start && <span className={styles.change}>{change}</span>}
      </span>
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
    <div className={styles.file}>
      <p className={styles.name}>{name}</p>
      <ol className={styles.lines}>
        {lines.map((line) => (
          <li key={line.id} className={styles.line} data-state={line.state}>
            <span className={styles.mark} aria-hidden="true">
              {marks[line.state]}
            </span>
            {line.state === 'added' && <span className="sr-only">new: </span>}
            {line.state === 'removed' ? <del>{line.text}</del> : <code>{line.text || ' '}</code>}
            {'cost' in line && line.cost && <span className={`figures ${styles.cost}`}>{line.cost}</span>}
          </li>
        ))}
      </ol>
    </div>
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
  const segments = layOutFlow(step.bands, { lineHeight, height: height - lineHeight, scale, width: ribbonWidth });
  const named = segments.filter((segment) => segment.bytes >= worthNaming);
  const centres = named.map((segment) => segment.top + segment.height / 2);
  const places = spreadLabels(centres, labelGap, height);
  const pixels = (bytes: number) => (bytes / scale) * (height - lineHeight);
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
        {segments.map((segment) => (
          <div
            key={segment.id}
            className={`band ${styles.segment}`}
            data-kind={segment.kind}
            style={{ top: segment.top, height: segment.height }}
          />
        ))}
        <div
          className={styles.range}
          style={{ top: pixels(step.size.low), height: pixels(step.size.high - step.size.low) }}
        />
        {step.recorded && (
          <div className={styles.recorded} style={{ top: pixels(step.recorded.bytes) }}>
            <span className="figures">recorded</span>
          </div>
        )}
      </div>
      <div className={styles.labels}>
        {named.map((segment, index) => (
          <p key={segment.id} className={styles.legend} style={{ top: (places[index] ?? 0) - labelGap / 2 }}>
            {nameOfKind(segment.kind)} <span className="figures">{formatBytes(segment.bytes)}</span>
          </p>
        ))}
      </div>
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
