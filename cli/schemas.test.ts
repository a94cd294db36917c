import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { settingsFile } from '@/lib/analyzer/settings/schema';
import { buildDocument } from './build-document';
import { analysisDocument } from './document';
import { planDocument } from './plan-document';
import { rebuildDocument } from './rebuild-document';
import { severalDocuments } from './several-documents';

const root = path.resolve(import.meta.dirname, '..');

/** The schema as it is written down: formatted as the house formats JSON. */
function draw(schema: object): string {
  const result = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--stdin-file-path=some.schema.json'],
    { cwd: root, encoding: 'utf8', input: JSON.stringify(schema) },
  );
  expect(result.status, result.stderr).toBe(0);
  return result.stdout;
}

describe('the schemas that are written down', () => {
  const schemas: readonly [string, z.ZodType][] = [
    ['docs/analysis.schema.json', analysisDocument],
    ['docs/analyses.schema.json', severalDocuments],
    ['docs/build.schema.json', buildDocument],
    ['docs/plan.schema.json', planDocument],
    ['docs/rebuild.schema.json', rebuildDocument],
    ['docs/settings.schema.json', settingsFile],
    ['public/schemas/layerwise.json', settingsFile],
  ];
  it.each(schemas)('%s is the one that the command line goes by (vitest -u writes it)', async (file, schema) => {
    await expect(draw(z.toJSONSchema(schema))).toMatchFileSnapshot(`../${file}`);
  });
});
