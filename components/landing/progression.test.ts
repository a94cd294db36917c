import { describe, expect, it } from 'vitest';
import { readCatalog } from '@/lib/content/catalog';
import { readLessons } from '@/lib/content/lessons';
import { readRecordings } from '@/lib/content/recordings';
import { composeProgression } from './progression';

const content = { lessons: readLessons(), recordings: readRecordings(), catalog: readCatalog() };
const steps = composeProgression(content, '2026-11-01');
const bytes = steps.map((step) => step.recorded?.bytes ?? step.size.likely);

describe('the progression of the landing page', () => {
  it('begins with the recorded Ubuntu image and passes the recorded slim one', () => {
    const recorded = steps.map((step) => [step.recorded?.id, step.recorded?.bytes]);
    expect(recorded[0]).toEqual(['hefner-ubuntu', 589_982_747]);
    expect(recorded).toContainEqual(['hefner-slim', 150_981_771]);
  });

  it('gets smaller at every step', () => {
    for (const [index, size] of bytes.entries()) if (index > 0) expect(size).toBeLessThan(bytes[index - 1] ?? 0);
  });

  it('changes something at every step, and nothing at the first', () => {
    const changed = steps.map((step) =>
      [...step.dockerfile, ...step.requirements].some((line) => line.state !== 'kept'),
    );
    expect(changed).toEqual([false, ...steps.slice(1).map(() => true)]);
  });

  it('shows recorded times only where they compare with the first', () => {
    for (const step of steps) {
      if (step.recorded && !step.recorded.id.startsWith('hefner')) expect(step.recorded.seconds).toBeNull();
    }
  });

  it.each(steps.map((step) => ({ step, title: step.title })))('draws all of the image in "$title"', ({ step }) => {
    const sum = step.bands.reduce((total, band) => total + band.bytes, 0);
    expect(Math.abs(sum - step.size.likely) / step.size.likely).toBeLessThan(0.01);
    for (const band of step.bands) {
      expect(step.dockerfile[band.firstLine]?.state).not.toBe('removed');
      expect(band.lastLine).toBeGreaterThanOrEqual(band.firstLine);
      expect(band.lastLine).toBeLessThan(step.dockerfile.length);
    }
    expect(new Set(step.bands.map((band) => band.id)).size).toBe(step.bands.length);
  });
});
