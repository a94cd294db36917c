import type { Contribution } from '@/lib/analyzer/build/types';
import { formatBytes } from '@/lib/format/figures';
import { formatRange } from '@/lib/format/range';
import { nameOfKind } from './kinds';
import { type Band, spreadLabels, stackByKind, sumBands } from './stack';
import styles from './strata.module.css';

export interface RecordedMark {
  /** Bytes of the recorded image. */
  readonly bytes: number;
  /** `Recorded`, or whose recording it is. */
  readonly label: string;
}

interface StrataProps {
  contributions: readonly Contribution[];
  /** What the picture shows, for those who do not see it: `Your image`. */
  name: string;
  /** Pixels of the whole picture. */
  height?: number;
  /** Bytes that fill the height: give several stacks the same to compare them. The stack's own high end by default. */
  scale?: number;
  recorded?: RecordedMark | null;
  /** Without labels it is a slim sign beside other text. */
  labels?: boolean;
}

/** A stack as a sentence: `Your image, about 590 MB: base system 78 MB, …`. */
export function describeStack(name: string, bands: readonly Band[]): string {
  const total = sumBands(bands);
  const list = bands.map((band) => `${nameOfKind(band.kind).toLowerCase()} ${formatBytes(band.likely)}`).join(', ');
  return bands.length === 0
    ? `${name}: nothing`
    : `${name}, about ${formatBytes(total.likely)}, from the bottom: ${list}`;
}

const labelGap = 22;

/**
 * An image as strata: one band a kind, as tall as its bytes, base at the bottom. The stack fades out between the low and
 * the high end of its size; the line is the likely one. A recorded size is a solid mark.
 */
export function Strata({ contributions, name, height = 208, scale, recorded = null, labels = true }: StrataProps) {
  const bands = stackByKind(contributions);
  const total = sumBands(bands);
  const full = Math.max(scale ?? 0, total.high, recorded?.bytes ?? 0, 1);
  const pixels = (bytes: number) => (bytes / full) * height;

  let reached = 0;
  const centres = bands.map((band) => {
    const centre = pixels(reached + band.likely / 2);
    reached += band.likely;
    return centre;
  });
  const positions = spreadLabels(centres, labelGap, height);
  return (
    <div
      role="img"
      aria-label={`${describeStack(name, bands)}${recorded ? `. ${recorded.label}: ${formatBytes(recorded.bytes)}` : ''}`}
      className={labels ? styles.picture : styles.sign}
      style={{ height }}
    >
      <div className={styles.column}>
        <div className={styles.softEnd} style={{ height: pixels(total.high) }} />
        <div className={styles.stack} style={{ height: pixels(total.likely) }}>
          {bands.map((band) => (
            <div
              key={band.kind}
              className={`band ${styles.band}`}
              data-kind={band.kind}
              style={{ height: pixels(band.likely) }}
            />
          ))}
          <div className={styles.veil} style={{ height: pixels(total.likely - total.low) }} />
        </div>
        {bands.length > 0 && <div className={styles.likely} style={{ bottom: pixels(total.likely) }} />}
        {recorded && <div className={styles.recorded} style={{ bottom: pixels(recorded.bytes) }} />}
      </div>
      {labels && (
        <>
          <svg className={styles.leaders} viewBox={`0 0 20 ${height}`} preserveAspectRatio="none" aria-hidden="true">
            {bands.map((band, index) => (
              <line
                key={band.kind}
                x1="1"
                x2="19"
                y1={height - (centres[index] ?? 0)}
                y2={height - (positions[index] ?? 0)}
                vectorEffect="non-scaling-stroke"
              />
            ))}
          </svg>
          <div className={styles.labels}>
            {bands.map((band, index) => (
              <p key={band.kind} className={styles.label} style={{ bottom: (positions[index] ?? 0) - labelGap / 2 }}>
                <span className={styles.name}>{nameOfKind(band.kind)}</span>
                <span className={`figures ${styles.figure}`}>{formatBytes(band.likely)}</span>
                <span className={`figures ${styles.range}`}>{formatRange(band, formatBytes)}</span>
              </p>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
