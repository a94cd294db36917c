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
      expect(real.builds ? real.edits.length : real.failure?.message.length).toBeGreaterThan(0);
    }
  });
});
