import { z } from 'zod';
import { analysisDocument, type Checked, makeDocument, schemaVersion } from './document';

/** What `check --format json` prints for several Dockerfiles. Its JSON Schema is `docs/analyses.schema.json`. */
export const severalDocuments = z
  .object({
    schemaVersion: z.literal(schemaVersion),
    tool: z.object({ name: z.literal('layerwise'), version: z.string() }),
    verdict: z.object({
      passed: z.boolean().describe('Whether every Dockerfile passed, and all could be read'),
      errors: z.number().int().nonnegative(),
      warnings: z.number().int().nonnegative(),
      infos: z.number().int().nonnegative(),
    }),
    unusable: z.array(z.string()).describe('Paths that could not be checked: a sentence for each'),
    documents: z.array(analysisDocument).describe('One for each Dockerfile: what is printed for it alone'),
  })
  .meta({
    title: 'Layerwise analyses',
    description: 'Several Dockerfiles, checked: what `check --format json` prints',
  });
export type SeveralDocuments = z.infer<typeof severalDocuments>;

/** Turns several analyses into one document. Throws if it does not fit its own schema, which is a bug. */
export function makeSeveralDocuments(
  files: readonly Checked[],
  unusable: readonly string[],
  version: string,
): SeveralDocuments {
  const total = (count: 'errors' | 'warnings' | 'infos') => files.reduce((sum, { verdict }) => sum + verdict[count], 0);
  return severalDocuments.parse({
    schemaVersion,
    tool: { name: 'layerwise', version },
    verdict: {
      passed: unusable.length === 0 && files.every(({ verdict }) => verdict.passed),
      errors: total('errors'),
      warnings: total('warnings'),
      infos: total('infos'),
    },
    unusable,
    documents: files.map(makeDocument),
  });
}
