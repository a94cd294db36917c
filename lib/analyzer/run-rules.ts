import type { Build } from './build/types';
import { checkWith, chooseFrom, type RuleRun } from './check-rules';
import { rules as registry } from './rules/registry.generated';
import type { BareFinding, Rule } from './rules/types';
import { readSilences } from './rules-support/silences';
import { defaultSettings, type Settings } from './settings/types';

/** The rules that run where nobody says otherwise: all but those that are off by default. */
export const enabledRules: readonly Rule[] = chooseFrom(registry, defaultSettings);

/** The rules that run under these settings: a rule that answers for several codes runs unless all of it is off. */
export function chooseRules(settings: Settings): readonly Rule[] {
  return Object.keys(settings.rules).length === 0 ? enabledRules : chooseFrom(registry, settings);
}

/** Runs rules over a build, those that its settings choose unless others are handed in; see `checkWith`. */
export function checkRules(build: Build, rules: readonly Rule[] = chooseRules(build.settings)): RuleRun {
  return checkWith(rules, build, readSilences);
}

/** The findings of the rules that the build's settings choose; see `checkRules`, which also tells which rules could not be checked. */
export function runRules(build: Build): readonly BareFinding[] {
  return checkRules(build).findings;
}
