import type { Recording } from '@/lib/recordings/schema';
import type { ScheduledStep } from './schedule';

const fold = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What BuildKit's log writes before and after the instruction: `[2/7]`, `[builder 2/7]`, `from Dockerfile`. */
function nameOfRecorded(name: string): string {
  return fold(name.replace(/^\[[^\]]*\d+\/\d+\]\s*/, ''));
}

/**
 * Seconds that the recording tells for scheduled steps, by their ids. Steps match by their text, the base by being one, and
 * what belongs to no step is everything that the log lists besides them. Every recorded step is given once.
 */
export function recordedSeconds(
  schedule: readonly ScheduledStep[],
  recording: Recording | null,
): ReadonlyMap<string, number> {
  const seconds = new Map<string, number>();
  if (!recording || recording.steps.length === 0) return seconds;
  const left = new Set(recording.steps);
  for (const { id, step } of schedule) {
    if (!step) continue;
    const found = [...left].find((candidate) =>
      step.kind === 'from'
        ? candidate.kind === 'base' && fold(candidate.name).includes(fold(step.text).split(' ')[1] ?? '')
        : nameOfRecorded(candidate.name) === fold(step.text),
    );
    if (!found) continue;
    left.delete(found);
    // A base that was there already took no time: that says nothing about a pull.
    if (found.kind === 'base' && found.seconds === 0) continue;
    seconds.set(id, found.seconds);
  }
  const rest = [...left].filter((step) => ['metadata', 'context', 'export'].includes(step.kind));
  if (rest.length > 0 && schedule.some((row) => row.id === 'rest')) {
    seconds.set(
      'rest',
      rest.reduce((total, step) => total + step.seconds, 0),
    );
  }
  return seconds;
}
