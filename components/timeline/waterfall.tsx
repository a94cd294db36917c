import type { Estimate } from '@/lib/analyzer/estimate';
import { formatSeconds } from '@/lib/format/figures';
import { formatRange } from '@/lib/format/range';
import styles from './waterfall.module.css';

/** A row of a build's timeline. Times in seconds. */
export interface WaterfallRow {
  readonly id: string;
  readonly text: string;
  /** 1-based line of the Dockerfile; `null` for what has none. */
  readonly line: number | null;
  readonly start: number;
  readonly seconds: Pick<Estimate, 'low' | 'likely' | 'high'>;
  /** What the same step took when it was recorded. */
  readonly recorded: number | null;
}

interface WaterfallProps {
  rows: readonly WaterfallRow[];
  /** What is shown: `Cold build, predicted`. */
  name: string;
  onSelect?: (row: WaterfallRow) => void;
}

/** Steps one under the other, each beginning where the one before it ends; soft ends are ranges, solid marks recordings. */
export function Waterfall({ rows, name, onSelect }: WaterfallProps) {
  const end = Math.max(0.001, ...rows.map((row) => row.start + Math.max(row.seconds.high, row.recorded ?? 0)));
  const share = (seconds: number) => `${(seconds / end) * 100}%`;
  return (
    <ol className={styles.waterfall} aria-label={name}>
      {rows.map((row) => (
        <li key={row.id} className={styles.row}>
          <button
            type="button"
            className={styles.text}
            title={row.text}
            disabled={!onSelect || row.line === null}
            onClick={() => onSelect?.(row)}
          >
            {row.line !== null && <span className={styles.line}>{row.line}</span>}
            {row.text}
          </button>
          <p className={`figures ${styles.figures}`}>
            <strong>{formatSeconds(row.seconds.likely)}</strong>
            <span className={styles.range}>{formatRange(row.seconds, formatSeconds)}</span>
            {row.recorded !== null && <span className={styles.told}>recorded {formatSeconds(row.recorded)}</span>}
          </p>
          <div className={styles.track} aria-hidden="true">
            <span
              className={styles.bar}
              style={{
                left: share(row.start),
                width: share(row.seconds.high),
                maskImage: `linear-gradient(to right, black ${row.seconds.high > 0 ? (row.seconds.low / row.seconds.high) * 100 : 100}%, transparent 100%)`,
              }}
            />
            <span className={styles.likely} style={{ left: share(row.start + row.seconds.likely) }} />
            {row.recorded !== null && (
              <span className={styles.recorded} style={{ left: share(row.start), width: share(row.recorded) }} />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
