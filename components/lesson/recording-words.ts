import { formatSize } from '@/components/recording/words';
import { formatSeconds } from '@/lib/format/figures';
import type { RecordedStep, Recording } from '@/lib/recordings/schema';

/** `590 MB`; `under 70 MB` where the source gives only a bound; `null` where no size was recorded. */
export function writeSize({ size }: Recording): string | null {
  return size ? formatSize(size) : null;
}

/** `115 s`; `null` where no time was recorded. */
export function writeTime({ seconds }: Recording): string | null {
  return seconds === undefined ? null : formatSeconds(seconds);
}

/** `Noah Hefner, 2025-08-31`, or that it is our own. */
export function writeSource({ source, origin }: Recording): string {
  return `${origin === 'ours' ? 'our own build' : (source.author ?? source.title)}, ${source.date}`;
}

/** Seconds of the steps of one kind whose names contain `match`; `null` where there is no such step. */
export function sumStepSeconds(recording: Recording, kind: string, match: string | undefined): number | null {
  const steps = recording.steps.filter(
    (step) => step.kind === kind && (match === undefined || step.name.includes(match)),
  );
  return steps.length === 0 ? null : steps.reduce((total, step) => total + step.seconds, 0);
}

/** The steps that run something or take time worth a line: those of a tenth of a second and more, or with bytes. */
export function notableSteps(recording: Recording): readonly RecordedStep[] {
  return recording.steps.filter((step) => step.seconds > 0.1 || (step.bytes ?? 0) > 0);
}
