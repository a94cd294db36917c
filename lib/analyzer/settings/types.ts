/** What the value of a label must be. */
export const labelTypes = ['text', 'url', 'semver', 'hash', 'rfc3339', 'spdx', 'email'] as const;
export type LabelType = (typeof labelTypes)[number];

/** What becomes of a rule: a severity also switches on a rule that is off by default. */
export const ruleSettings = ['off', 'on', 'error', 'warning', 'info'] as const;
export type RuleSetting = (typeof ruleSettings)[number];

/** From which severity on a check fails; with `none` it never does. */
export const failOnLevels = ['error', 'warning', 'info', 'none'] as const;
export type FailOn = (typeof failOnLevels)[number];

/** What a team has decided for its Dockerfiles. */
export interface Settings {
  /** By rule id, or by a code of hadolint or BuildKit; an id goes before a code. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Registries that images may come from, such as `docker.io` or `*.example.com`; empty: any. */
  readonly trustedRegistries: readonly string[];
  /** Labels that an image must have, and what their values must be. */
  readonly labelSchema: Readonly<Record<string, LabelType>>;
  /** Labels that the schema does not name are findings. */
  readonly strictLabels: boolean;
  /** Whether comments of the project silence findings. */
  readonly ignoreComments: boolean;
  /** `null`: nothing is decided. */
  readonly failOn: FailOn | null;
}

/** What holds where nobody has decided anything. */
export const defaultSettings: Settings = {
  rules: {},
  trustedRegistries: [],
  labelSchema: {},
  strictLabels: false,
  ignoreComments: true,
  failOn: null,
};
