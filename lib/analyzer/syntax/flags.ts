import { checkFlagValue } from './flag-values';
import { type KnownKeyword, knownFlags, suggestFlag } from './keywords';
import type { SourceRange } from './range';
import type { Flag, SyntaxProblem } from './types';

/** Takes what BuildKit would refuse. */
export type ReportProblem = (code: string, message: string, range: SourceRange, fatal?: boolean) => void;

/** Reports the flags that BuildKit refuses: unknown ones, repeated ones, missing and wrong values. */
export function checkFlags(keyword: KnownKeyword, flags: readonly Flag[], report: ReportProblem): void {
  if (flags.length === 0) return;
  const seen = new Set<string>();
  for (const flag of flags) {
    const known = knownFlags[keyword];
    const definition = Object.hasOwn(known, flag.name) ? known[flag.name] : undefined;
    if (definition === undefined) {
      report('unknown-flag', unknownFlagMessage(keyword, flag.name), flag.range);
      continue;
    }
    if (seen.has(flag.name) && definition.kind !== 'list') {
      report('duplicate-flag', `--${flag.name} is given twice. Keep one of them.`, flag.range);
    }
    seen.add(flag.name);
    checkValue(keyword, flag, definition.kind === 'switch', report);
  }
}

function checkValue(keyword: KnownKeyword, flag: Flag, isSwitch: boolean, report: ReportProblem): void {
  const value = flag.value?.text;
  if (isSwitch) {
    if (value !== undefined && !/^(?:true|false)$/i.test(value)) {
      report(
        'invalid-flag-value',
        `--${flag.name} is a switch: leave its value out or write true or false.`,
        flag.range,
      );
    }
  } else if (value === undefined) {
    report('missing-flag-value', `--${flag.name} needs a value. Write --${flag.name}=value.`, flag.range);
  } else if (keyword === 'HEALTHCHECK') checkHealthcheckValue(flag.name, value, flag.range, report);
  else if (flag.value !== null) checkFlagValue(keyword, flag.name, flag.value, report);
}

function unknownFlagMessage(keyword: KnownKeyword, name: string): string {
  const meant = suggestFlag(keyword, name);
  if (meant !== null) return `${keyword} has no flag --${name}. Write --${meant}, if that is what you mean.`;
  const all = Object.keys(knownFlags[keyword]).map((flag) => `--${flag}`);
  if (all.length === 0) return `${keyword} takes no flags. Remove --${name}.`;
  return `${keyword} has no flag --${name}. It knows ${all.join(', ')}.`;
}

const nanosecondsPer: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
};

/** Nanoseconds of a Go duration such as `1m30s`; `null` where it is none. */
function readDuration(text: string): number | null {
  const unsigned = text.replace(/^[+-]/, '');
  if (unsigned === '0') return 0;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(unsigned)) return null;
  let nanoseconds = 0;
  for (const part of unsigned.matchAll(/([\d.]+)([^\d.]+)/g)) {
    nanoseconds += Number(part[1]) * (nanosecondsPer[part[2] ?? ''] ?? 0);
  }
  return text.startsWith('-') ? -nanoseconds : nanoseconds;
}

function checkHealthcheckValue(name: string, value: string, range: SourceRange, report: ReportProblem): void {
  if (name === 'retries') {
    if (value !== '' && !/^\+?\d{1,9}$/.test(value)) {
      report('invalid-flag-value', '--retries is a whole number, 0 or more.', range);
    }
    return;
  }
  const duration = value === '' ? 0 : readDuration(value);
  if (duration === null) {
    report('invalid-flag-value', `--${name} is a duration such as 30s or 1m30s.`, range);
  } else if (duration !== 0 && duration < 1e6) {
    report('invalid-flag-value', `--${name} is at least 1ms, or 0 for Docker's default.`, range);
  }
}

/** A collector of problems and the function that adds to it. */
export function collectProblems(): { problems: SyntaxProblem[]; report: ReportProblem } {
  const problems: SyntaxProblem[] = [];
  const report: ReportProblem = (code, message, range, fatal = true) => {
    problems.push({ code, message, range, fatal });
  };
  return { problems, report };
}
