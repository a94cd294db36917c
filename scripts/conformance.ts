/**
 * Measures the syntax and context rooms and the rules against cases of other analyzers, kept outside of the repository.
 * Usage: node .layerwise/conformance.mjs DIR; a file of cases that the folder does not hold is passed over.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { IgnoreMatcher, parseIgnoreFile } from '@/lib/analyzer/context/ignore';
import { expandWord, expandWords } from '@/lib/analyzer/syntax/expand';
import { findHeredocOpeners, readHeredocOpener } from '@/lib/analyzer/syntax/heredoc';
import { parseDockerfile } from '@/lib/analyzer/syntax/parse';
import { indexLines } from '@/lib/analyzer/syntax/position';
import { checkBuildkit, checkHadolint, type RecordOfRule } from './conformance-rules';
import { printTree } from './syntax-tree';

/** Takes the outcome of one case. */
type Record = (name: string, passed: boolean, detail: string) => void;

const parserCases = z.array(
  z.object({
    name: z.string(),
    dockerfile: z.string(),
    result: z.string().nullish(),
    negative: z.boolean().optional(),
  }),
);

const heredocCases = z.object({
  validHeredocs: z.array(z.string()),
  invalidHeredocs: z.array(z.string()),
  notHeredocs: z.array(z.string()),
  lines: z.array(z.object({ line: z.string(), names: z.array(z.string()) })),
  errors: z.array(
    z.object({
      name: z.string(),
      dockerfile: z.string(),
      errorLines: z.array(z.number()).optional(),
      expectedError: z.string().optional(),
    }),
  ),
});

const shellWordCases = z.array(
  z.object({
    kind: z.enum(['word', 'words']),
    platform: z.string().optional(),
    env: z.record(z.string(), z.string()),
    input: z.string(),
    line: z.number(),
    expected: z.union([z.string(), z.array(z.string())]).optional(),
    error: z.boolean().optional(),
  }),
);

const ignoreCases = z.array(z.object({ patterns: z.array(z.string()), path: z.string(), matches: z.boolean() }));

function checkParser(data: unknown, record: Record): void {
  for (const { name, dockerfile, result, negative } of parserCases.parse(data)) {
    const parsed = parseDockerfile(dockerfile);
    if (negative === true) {
      record(
        name,
        parsed.problems.some((problem) => problem.fatal),
        'no fatal problem',
      );
      continue;
    }
    const printed = printTree(parsed).trim();
    const expected = (result ?? '').trim();
    record(name, printed === expected, firstDifference(printed, expected));
  }
}

function firstDifference(printed: string, expected: string): string {
  const ours = printed.split('\n');
  const theirs = expected.split('\n');
  const index = theirs.findIndex((line, position) => line !== ours[position]);
  return `expected ${theirs[index] ?? 'no more'}\n      printed  ${ours[index] ?? 'no more'}`;
}

function checkHeredocs(data: unknown, record: Record): void {
  const cases = heredocCases.parse(data);
  for (const word of cases.validHeredocs) record(word, readHeredocOpener(word) !== null, 'not recognised');
  for (const word of [...cases.invalidHeredocs, ...cases.notHeredocs]) {
    record(word, readHeredocOpener(word) === null, 'recognised');
  }
  for (const { line, names } of cases.lines) {
    const found = findHeredocOpeners(line).map(({ opener }) => opener.name);
    record(line, found.join() === names.join(), `found ${found.join()}`);
  }
  for (const { name, dockerfile, errorLines, expectedError } of cases.errors) {
    const parsed = parseDockerfile(dockerfile);
    const index = indexLines(dockerfile);
    const [problem] = parsed.problems;
    if (expectedError !== undefined) {
      record(
        name,
        parsed.problems.some((entry) => entry.fatal),
        'no fatal problem',
      );
      continue;
    }
    // Errors of a build that runs are not the parser's to find; where they lie is: the instruction or directive there.
    const places = [...parsed.directives, ...parsed.instructions].map(({ range }) => range);
    const lines = (errorLines ?? []).join();
    const spans = (start: number, end: number) => {
      const [first, last] = [index.lineAt(start), index.lineAt(end)];
      return Array.from({ length: last - first + 1 }, (_, step) => first + step).join();
    };
    const located = places.some(({ start, end }) => spans(start, end) === lines);
    const reported =
      name !== 'invalidflag' || (problem !== undefined && String(index.lineAt(problem.range.start)) === lines);
    record(name, located && reported, `nothing on lines ${lines}`);
  }
}

function checkShellWords(data: unknown, record: Record): void {
  for (const { kind, platform, env, input, line, expected, error } of shellWordCases.parse(data)) {
    const windows = platform === 'W';
    const lookup = (name: string) => {
      if (!windows) return Object.hasOwn(env, name) ? env[name] : undefined;
      const key = Object.keys(env).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
      return key === undefined ? undefined : env[key];
    };
    const result = kind === 'word' ? expandWord(input, lookup, '\\') : expandWords(input, lookup, '\\');
    const passed =
      error === true
        ? 'error' in result
        : 'value' in result && JSON.stringify(result.value) === JSON.stringify(expected);
    record(
      `line ${line}: ${input}`,
      passed,
      `expected ${JSON.stringify(expected ?? 'an error')}, got ${JSON.stringify(result)}`,
    );
  }
}

function checkIgnore(data: unknown, record: Record): void {
  for (const { patterns, path: file, matches } of ignoreCases.parse(data)) {
    const matcher = new IgnoreMatcher(parseIgnoreFile(patterns.join('\n')).patterns);
    record(`${patterns.join(' ')} with ${file}`, matcher.ignores(file) === matches, `expected ${matches}`);
  }
}

const files: readonly (readonly [file: string, check: (data: unknown, record: Record) => void])[] = [
  ['buildkit-parser-cases.json', checkParser],
  ['buildkit-heredoc-and-error-cases.json', checkHeredocs],
  ['buildkit-shellword-cases.json', checkShellWords],
  ['dockerignore-cases.json', checkIgnore],
];

const ruleFiles: readonly (readonly [file: string, check: (data: unknown, record: RecordOfRule) => void])[] = [
  ['buildkit-lint-cases.json', checkBuildkit],
  ['hadolint-cases.json', checkHadolint],
];

/** Prints what passed of each check of a file, and every miss. */
function reportRules(directory: string, file: string, check: (data: unknown, record: RecordOfRule) => void): void {
  const data: unknown = JSON.parse(readFileSync(path.join(directory, file), 'utf8'));
  const outcomes = new Map<string, { total: number; misses: string[] }>();
  check(data, (name, place, passed, detail) => {
    const outcome = outcomes.get(name) ?? { total: 0, misses: [] };
    outcomes.set(name, outcome);
    outcome.total++;
    if (!passed) outcome.misses.push(`    ${detail}: ${place}`);
  });
  const total = [...outcomes.values()].reduce((count, outcome) => count + outcome.total, 0);
  const missed = [...outcomes.values()].reduce((count, outcome) => count + outcome.misses.length, 0);
  console.log(`${file} ${total - missed}/${total}`);
  for (const [name, outcome] of [...outcomes].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    console.log(`  ${name} ${outcome.total - outcome.misses.length}/${outcome.total}`);
    for (const miss of outcome.misses) console.log(miss);
  }
  if (missed > 0) process.exitCode = 1;
}

function main(): void {
  const [directory] = process.argv.slice(2);
  if (directory === undefined) {
    console.error('Name the folder that holds the cases.');
    process.exitCode = 2;
    return;
  }
  for (const [file, check] of files.filter(([name]) => existsSync(path.join(directory, name)))) {
    const data: unknown = JSON.parse(readFileSync(path.join(directory, file), 'utf8'));
    const misses: string[] = [];
    let total = 0;
    check(data, (name, passed, detail) => {
      total++;
      if (!passed) misses.push(`  ${name}\n      ${detail}`);
    });
    console.log(`${file} ${total - misses.length}/${total}`);
    for (const miss of misses) console.log(miss);
    if (misses.length > 0) process.exitCode = 1;
  }
  for (const [file, check] of ruleFiles) {
    if (existsSync(path.join(directory, file))) reportRules(directory, file, check);
  }
}

main();
