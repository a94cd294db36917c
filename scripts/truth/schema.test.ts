import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findCases, readCase } from './read-case';
import { truth } from './schema';

describe('the format of truths', () => {
  it('is documented as it is', () => {
    const documented: unknown = JSON.parse(readFileSync('docs/truth.schema.json', 'utf8'));
    expect(documented).toEqual(z.toJSONSchema(truth, { io: 'input' }));
  });

  it('fits every case of ours', () => {
    const cases = findCases('scripts/truth/cases').map(readCase);
    expect(cases.length).toBeGreaterThanOrEqual(30);
    for (const { project, truth: real } of cases) {
      expect(project.files.map(({ path }) => path)).not.toContain('truth.json');
      // A build that fails tells why; one that works is built again after edits; one that does not start tells what it says.
      const told = [real.failure?.message, real.start?.message, ...real.edits.map((edit) => edit.name)];
      expect(told.some((text) => text !== undefined && text !== '')).toBe(true);
    }
  });
});
