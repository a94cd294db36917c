import { z } from 'zod';
import catalogDocument from '@/content/catalog.generated.json';
import type { Build } from '@/lib/analyzer/build/types';
import { catalogSchema } from '@/lib/analyzer/catalog/types';
import { rules } from '@/lib/analyzer/rules/registry.generated';
import { buildExample, exampleProject } from '@/lib/analyzer/rules-support/example-project';
import { checkRules } from '@/lib/analyzer/run-rules';
import type { LabelType, Settings } from '@/lib/analyzer/settings/types';

/** Takes the outcome of one case of a check of another tool. */
export type RecordOfRule = (check: string, name: string, passed: boolean, detail: string) => void;

/** As hadolint's own test suite writes its settings. */
const hadolintConfig = z
  .object({
    allowedRegistries: z.array(z.string()).optional(),
    labelSchema: z.record(z.string(), z.string()).optional(),
    strictLabels: z.string().optional(),
  })
  .strict();

const labelTypesByName: Readonly<Record<string, LabelType>> = {
  RawText: 'text',
  Url: 'url',
  SemVer: 'semver',
  GitHash: 'hash',
  Rfc3339: 'rfc3339',
  Spdx: 'spdx',
  Email: 'email',
};

const hadolintCases = z.array(
  z.object({
    rule: z.string(),
    dockerfile: z.string(),
    fires: z.boolean(),
    name: z.string(),
    config: hadolintConfig.optional(),
  }),
);

const buildkitCases = z.array(
  z.object({
    test: z.string(),
    line: z.number(),
    dockerfile: z.string(),
    expectedRules: z.array(z.string()),
    dockerignore: z.string().nullish(),
  }),
);

/** Checks that are faults of the syntax here: the reader reports them, not a rule. */
const problemsByCheck: Readonly<Record<string, readonly string[]>> = {
  DL3043: ['nested-onbuild', 'forbidden-trigger'],
  DL3061: ['missing-from'],
};

const catalog = catalogSchema.parse(catalogDocument);

function buildCase(
  dockerfile: string,
  files: Readonly<Record<string, string>> = {},
  settings: Partial<Settings> = {},
): Build {
  return buildExample(exampleProject(dockerfile, files), catalog, settings);
}

function readConfig({
  allowedRegistries,
  labelSchema,
  strictLabels,
}: z.infer<typeof hadolintConfig>): Partial<Settings> {
  const labels = Object.entries(labelSchema ?? {}).map(([label, name]) => {
    const type = labelTypesByName[name];
    if (type === undefined) throw new Error(`There is no label type "${name}".`);
    return [label, type] as const;
  });
  return {
    trustedRegistries: allowedRegistries ?? [],
    labelSchema: Object.fromEntries(labels),
    strictLabels: strictLabels === 'True',
  };
}

/** hadolint takes a file without FROM; here it gets one, of an image that no check minds. */
function withFrom(dockerfile: string, image: string): string {
  return /^\s*FROM\s/im.test(dockerfile) ? dockerfile : `FROM ${image}\n${dockerfile}`;
}

/** hadolint hands scripts to ShellCheck: its cases ask only whether that finds anything. */
function answers(code: string, check: string): boolean {
  return code === check || (check === 'SHELLCHECK' && code.startsWith('SC'));
}

/** Every rule runs, those that are off by default too, with the settings of the case. */
export function checkHadolint(data: unknown, record: RecordOfRule): void {
  for (const { rule: check, dockerfile, fires, name, config } of hadolintCases.parse(data)) {
    // Where only some registries are trusted, no image is one that no check minds.
    const image = config?.allowedRegistries === undefined ? 'debian:trixie-slim' : 'scratch';
    const build = buildCase(withFrom(dockerfile, image), {}, config === undefined ? {} : readConfig(config));
    const wanted = problemsByCheck[check] ?? [];
    const fired =
      build.dockerfile.problems.some((problem) => wanted.includes(problem.code)) ||
      checkRules(build, rules).findings.some(({ codes }) => codes.hadolint?.some((code) => answers(code, check)));
    const place = `${name}: ${JSON.stringify(dockerfile)}`;
    record(check, place, fired === fires, fires ? 'does not fire' : 'fires');
  }
}

/** Compares which checks fire, each once. */
export function checkBuildkit(data: unknown, record: RecordOfRule): void {
  const known = new Set(rules.flatMap((rule) => rule.codes.buildkit ?? []));
  for (const { test, line, dockerfile, expectedRules, dockerignore } of buildkitCases.parse(data)) {
    const files = dockerignore === null || dockerignore === undefined ? {} : { '.dockerignore': dockerignore };
    const { findings } = checkRules(buildCase(dockerfile, { ...files }), rules);
    const fired = new Set(findings.flatMap((finding) => finding.codes.buildkit ?? []));
    const place = `${test}, line ${line}`;
    for (const check of new Set(expectedRules)) {
      const why = known.has(check) ? 'does not fire' : 'no rule has this code';
      record(check, place, fired.has(check), why);
    }
    for (const check of fired) {
      if (!expectedRules.includes(check)) record(check, place, false, `fires: ${JSON.stringify(dockerfile)}`);
    }
  }
}
