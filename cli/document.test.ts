import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { analysisDocument } from './document';

const root = path.resolve(import.meta.dirname, '..');

/** The schema as it is written down: formatted as the house formats JSON. */
function draw(schema: object): string {
  const result = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--stdin-file-path=analysis.schema.json'],
    { cwd: root, encoding: 'utf8', input: JSON.stringify(schema) },
  );
  expect(result.status, result.stderr).toBe(0);
  return result.stdout;
}

describe('docs/analysis.schema.json', () => {
  it('is the schema that the command line holds its documents to (vitest -u writes it)', async () => {
    await expect(draw(z.toJSONSchema(analysisDocument))).toMatchFileSnapshot('../docs/analysis.schema.json');
  });
});
