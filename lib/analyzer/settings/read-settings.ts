import { explainIssues, type SettingsFault, suggest } from './explain';
import { hadolintFile, settingsFile } from './schema';
import { type FailOn, type LabelType, labelTypes, type RuleSetting, type Settings } from './types';

export type ReadSettings =
  | {
      readonly ok: true;
      readonly settings: Partial<Settings>;
      /** What has no effect here: sentences. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly faults: readonly SettingsFault[] };

/** The names that settings may use for rules. */
export interface KnownRules {
  readonly ids: ReadonlySet<string>;
  /** Codes of hadolint and names of BuildKit's checks. */
  readonly codes: ReadonlySet<string>;
}

/** Of what a file may say, what it does say. */
function present(said: { readonly [Key in keyof Settings]: Settings[Key] | undefined }): Partial<Settings> {
  const { rules, trustedRegistries, labelSchema, strictLabels, ignoreComments, failOn } = said;
  return {
    ...(rules === undefined ? {} : { rules }),
    ...(trustedRegistries === undefined ? {} : { trustedRegistries }),
    ...(labelSchema === undefined ? {} : { labelSchema }),
    ...(strictLabels === undefined ? {} : { strictLabels }),
    ...(ignoreComments === undefined ? {} : { ignoreComments }),
    ...(failOn === undefined ? {} : { failOn }),
  };
}

/** An empty file says nothing. */
const orEmpty = (data: unknown): unknown => data ?? {};

/** Reads what a settings file of ours says. Codes of other tools that no rule has are a note; ids that no rule has, a fault. */
export function readSettings(data: unknown, known: KnownRules): ReadSettings {
  const parsed = settingsFile.safeParse(orEmpty(data));
  if (!parsed.success)
    return { ok: false, faults: explainIssues(parsed.error.issues, Object.keys(settingsFile.shape)) };
  const file = parsed.data;
  const rules = new Map<string, RuleSetting>();
  const faults: SettingsFault[] = [];
  const notes: string[] = [];
  for (const [name, setting] of Object.entries(file.rules ?? {})) {
    if (known.ids.has(name) || known.codes.has(name)) {
      rules.set(name, typeof setting === 'boolean' ? (setting ? 'on' : 'off') : setting);
    } else if (/^[A-Z]{2}\d{4}$/.test(name)) notes.push(`No rule answers for the code ${name}: it has no effect.`);
    else faults.push({ path: ['rules', name], message: `There is no rule \`${name}\`.${suggest(name, known.ids)}` });
  }
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    settings: present({
      rules: file.rules === undefined ? undefined : Object.fromEntries(rules),
      trustedRegistries: file['trusted-registries'],
      labelSchema: file['label-schema'],
      strictLabels: file['strict-labels'],
      ignoreComments: file['ignore-comments'],
      failOn: file['fail-on'],
    }),
    notes,
  };
}

const thresholds: Readonly<Record<string, FailOn>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'info',
  ignore: 'none',
  none: 'none',
};

const overrides: readonly (readonly ['error' | 'warning' | 'info' | 'style', RuleSetting])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'info'],
  ['style', 'info'],
];

const hadolintTypes: ReadonlyMap<string, LabelType> = new Map([
  ...labelTypes.map((type) => [type, type] as const),
  ['rawtext', 'text'],
  ['', 'text'],
]);

/** Reads hadolint's own file. What it says of ShellCheck and of codes that no rule has is a note, never a fault. */
export function readHadolintSettings(data: unknown, known: KnownRules): ReadSettings {
  const parsed = hadolintFile.safeParse(orEmpty(data));
  if (!parsed.success)
    return { ok: false, faults: explainIssues(parsed.error.issues, Object.keys(hadolintFile.shape)) };
  const file = parsed.data;
  const rules = new Map<string, RuleSetting>();
  const unknown = new Set<string>();
  const set = (codes: readonly string[] | null | undefined, setting: RuleSetting) => {
    for (const code of codes ?? []) {
      if (known.codes.has(code)) rules.set(code, setting);
      else unknown.add(code);
    }
  };
  for (const [key, setting] of overrides) set(file.override?.[key], setting);
  set(file.ignored, 'off');
  const schema = file['label-schema'] ?? undefined;
  const faults = Object.entries(schema ?? {})
    .filter(([, type]) => !hadolintTypes.has(type.toLowerCase()))
    .map(([label]) => ({
      path: ['label-schema', label],
      message: `\`label-schema.${label}\` takes ${labelTypes.slice(0, -1).join(', ')} or ${labelTypes.at(-1)}.`,
    }));
  if (faults.length > 0) return { ok: false, faults };
  const threshold = file['failure-threshold'] ?? undefined;
  return {
    ok: true,
    settings: present({
      rules: rules.size === 0 ? undefined : Object.fromEntries(rules),
      trustedRegistries: listOf(file.trustedRegistries),
      labelSchema:
        schema &&
        Object.fromEntries(
          Object.entries(schema).map(([label, type]) => [label, hadolintTypes.get(type.toLowerCase()) ?? 'text']),
        ),
      strictLabels: file['strict-labels'] ?? undefined,
      ignoreComments: file['disable-ignore-pragma'] == null ? undefined : !file['disable-ignore-pragma'],
      failOn: file['no-fail'] === true ? 'none' : threshold && thresholds[threshold],
    }),
    notes: unknown.size === 0 ? [] : [`No rule answers for ${[...unknown].join(', ')}: these have no effect.`],
  };
}

function listOf(value: string | readonly string[] | null | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? [value] : (value ?? undefined);
}

/** Settings of which the later go before the earlier: each by itself, and rules one by one. */
export function mergeSettings(...all: readonly Partial<Settings>[]): Partial<Settings> {
  const merged: Partial<Settings> = Object.assign({}, ...all);
  const rules = Object.assign({}, ...all.map((settings) => settings.rules ?? {}));
  return Object.keys(rules).length === 0 ? merged : { ...merged, rules };
}
