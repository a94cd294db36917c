import { z } from 'zod';
import { failOnLevels, labelTypes, ruleSettings } from './types';

const most = 1_000;
const name = z.string().min(1).max(500);

/** A settings file: `layerwise.yaml` or `layerwise.json`. Its JSON Schema is `docs/settings.schema.json`. */
export const settingsFile = z
  .strictObject({
    $schema: z.string().optional().describe('Where the schema of this file lies, for editors'),
    rules: z
      .record(name, z.union([z.enum(ruleSettings), z.boolean()]))
      .refine((rules) => Object.keys(rules).length <= most, `There are more than ${most} rules.`)
      .optional()
      .describe(
        'What becomes of a rule: off; on (with its own severity, also where it is off by default); or the severity that it gets. Keys are ids of rules, or codes of hadolint (DL3008) and BuildKit (SecretsUsedInArgOrEnv); an id goes before a code',
      ),
    'trusted-registries': z
      .array(name)
      .max(most)
      .optional()
      .describe(
        'Registries that images may come from, such as docker.io or *.example.com; images from others are findings. Empty: any registry',
      ),
    'label-schema': z
      .record(name, z.enum(labelTypes))
      .refine((labels) => Object.keys(labels).length <= most, `There are more than ${most} labels.`)
      .optional()
      .describe(
        'Labels that the image must have, and what their values must be: text (anything but nothing), url, semver (a semantic version), hash (of a Git commit), rfc3339 (a date with time), spdx (a licence), email',
      ),
    'strict-labels': z
      .boolean()
      .optional()
      .describe('Whether labels that the schema does not name are findings (default: false)'),
    'ignore-comments': z
      .boolean()
      .optional()
      .describe('Whether comments such as `# layerwise ignore=…` silence findings (default: true)'),
    'fail-on': z
      .enum(failOnLevels)
      .optional()
      .describe('From which severity on a check fails (default: warning); --fail-on goes before it'),
  })
  .meta({ title: 'Layerwise settings', description: 'What a team has decided for its Dockerfiles: layerwise.yaml' });

/** hadolint's own file, as far as it says what is to be found. */
export const hadolintFile = z.looseObject({
  ignored: z.array(z.string()).max(most).nullish(),
  override: z
    .looseObject({
      error: z.array(z.string()).max(most).nullish(),
      warning: z.array(z.string()).max(most).nullish(),
      info: z.array(z.string()).max(most).nullish(),
      style: z.array(z.string()).max(most).nullish(),
    })
    .nullish(),
  trustedRegistries: z.union([z.string(), z.array(z.string()).max(most)]).nullish(),
  'label-schema': z.record(z.string(), z.string()).nullish(),
  'strict-labels': z.boolean().nullish(),
  'failure-threshold': z.enum(['error', 'warning', 'info', 'style', 'ignore', 'none']).nullish(),
  'no-fail': z.boolean().nullish(),
  'disable-ignore-pragma': z.boolean().nullish(),
});
