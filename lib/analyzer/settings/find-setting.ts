import type { RuleSetting, Settings } from './types';

/** The codes that other tools give a check. */
interface Codes {
  readonly hadolint?: readonly string[];
  readonly buildkit?: readonly string[];
}

/**
 * What the settings say of a rule or one of its findings: under its own id, or else under a code of another tool;
 * `undefined` where they say nothing. Of several codes, one that is switched off goes before the others.
 */
export function findSetting({ rules }: Pick<Settings, 'rules'>, id: string, codes: Codes): RuleSetting | undefined {
  const own = rules[id];
  if (own !== undefined) return own;
  const others = [...(codes.hadolint ?? []), ...(codes.buildkit ?? [])].map((code) => rules[code]);
  return others.includes('off') ? 'off' : others.find((setting) => setting !== undefined);
}
