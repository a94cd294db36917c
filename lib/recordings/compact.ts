import type { Recording } from './schema';

/** A recording as short JSON: what the schema fills in by itself is left out. */
export function compactRecording(recording: Recording): Record<string, unknown> {
  const steps = recording.steps.map((step) => omit(step, { cached: false }));
  return omit(
    { ...recording, steps },
    { standIn: false, order: 0, works: true, steps: [], rebuilds: [], parts: [], instructions: [], requirements: [] },
  );
}

function omit(record: object, defaults: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(record).filter(([name, value]) => {
    if (value === undefined) return false;
    const usual = defaults[name];
    return Array.isArray(value) && Array.isArray(usual) ? value.length > 0 : value !== usual;
  });
  return Object.fromEntries(entries);
}
