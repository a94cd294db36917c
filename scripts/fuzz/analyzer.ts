// npm run fuzz -- analyzer [RUNS SEED]: generated Dockerfiles, and real ones mutated in bytes, tokens and lines, through the whole
// analyzer. Ends with status 1 at the first input at which it throws, breaks a rule, leaves one out that finds something, takes
// longer than a second of the processor, names a place outside of a text or offers a fix that cannot be applied; prints the
// seed that makes the input again.
import fc from 'fast-check';
import type { Build } from '@/lib/analyzer/build/types';
import { walkBuild } from '@/lib/analyzer/build/walk-build';
import { applyFix } from '@/lib/analyzer/fixes/apply';
import { companions, dockerfiles } from '@/lib/analyzer/fixes/testing/dockerfiles';
import { analyze } from '@/lib/analyzer/index';
import type { Project } from '@/lib/analyzer/project';
import { examplesOfRules } from '@/lib/analyzer/rules/examples.generated';
import { rules } from '@/lib/analyzer/rules/registry.generated';
import type { BareFinding } from '@/lib/analyzer/rules/types';
import { listAskedParts } from '@/lib/analyzer/rules-support/parts-of-rules';
import { checkRules } from '@/lib/analyzer/run-rules';
import { parseDockerfile } from '@/lib/analyzer/syntax/parse';
import type { SourceRange } from '@/lib/analyzer/syntax/range';
import { readCatalog } from '@/lib/content/catalog';
import { readLessons } from '@/lib/content/lessons';
import { makeRandom } from './random';

const runs = Number(process.argv[2] ?? 200_000);
const firstSeed = Number(process.argv[3] ?? 1);
const longest = 1_000;
const options = { catalog: readCatalog(), today: '2026-11-01' };

function textOf(project: Project): string {
  return project.files.find((file) => file.path === project.dockerfile)?.text ?? '';
}

const generated = fc.sample(dockerfiles, { numRuns: 2_000, seed: firstSeed });
const real = [
  ...readLessons().flatMap(({ start, solution }) => [textOf(start), textOf(solution)]),
  ...Object.values(examplesOfRules).flatMap((examples) => examples.flatMap(({ bad, good }) => [bad, good])),
];
const lines = [...real, ...generated].flatMap((text) => text.split('\n'));
const tokens = [...new Set(lines.flatMap((line) => line.split(/\s+/)))];
const pieces = [
  '\\\n',
  '\r\n',
  '\t',
  '$',
  '${',
  '}',
  '"',
  "'",
  '`',
  '<<EOF\n',
  '\u0000',
  '\uFEFF',
  '😀',
  '[',
  ']',
  '&&',
  '|',
  '#',
];

function mutate(random: () => number): string {
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = (from: readonly string[]) => from[below(from.length)] ?? '';
  let text = pick(below(2) === 0 ? generated : real);
  for (let count = below(6); count > 0; count--) {
    const place = below(text.length + 1);
    const end = Math.min(text.length, place + below(60));
    const kind = below(9);
    if (kind === 0) text = text.slice(0, place) + text.slice(end);
    else if (kind === 1) text = text.slice(0, place) + pick(pieces) + text.slice(place);
    else if (kind === 2) text = `${text.slice(0, place)}\n${pick(lines)}\n${text.slice(place)}`;
    else if (kind === 3) text = `${text.slice(0, place)} ${pick(tokens)} ${text.slice(place)}`;
    else if (kind === 4) text = text.slice(place);
    else if (kind === 5) text = text.slice(0, place);
    else if (kind === 6) text = text.slice(0, place) + String.fromCharCode(below(0x3000)) + text.slice(place + 1);
    else if (kind === 7) text = text.split('\n').toReversed().join('\n');
    else text = text.slice(0, end) + text.slice(place);
  }
  return text.slice(0, 20_000);
}

function projectOf(text: string): Project {
  const others = Object.entries(companions).map(([path, content]) => ({ path, text: content }));
  return { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text }, ...others], bulk: [] };
}

function checkPlace(what: string, { start, end }: SourceRange, length: number): void {
  if (!(start >= 0 && start <= end && end <= length)) throw new Error(`${what}: ${start} to ${end} of ${length}`);
}

function checkPlaces(build: Build, findings: readonly BareFinding[]): void {
  const lengths = new Map(build.project.files.map(({ path, text }) => [path, text.length]));
  const ofDockerfile = lengths.get(build.project.dockerfile) ?? 0;
  for (const { rule, file, range } of findings) checkPlace(rule, range, lengths.get(file) ?? 0);
  for (const { code, range } of [...build.dockerfile.problems, ...build.failures])
    checkPlace(code, range, ofDockerfile);
}

/** A rule is run only where its part is asked for: it would find nothing elsewhere. */
function checkParts(build: Build): void {
  const parts = listAskedParts(build);
  for (const { id, part, check } of rules)
    if (part !== undefined && !parts.includes(part) && check(build).length > 0)
      throw new Error(`${id} finds something that its part, ${part}, is not asked for`);
}

/** `whole`: the grade, the summary and the predictions of rebuilds too, which take the longest. */
function tryText(text: string, whole: boolean): { milliseconds: number; findings: number; fixes: number } {
  const project = projectOf(text);
  const before = process.cpuUsage();
  if (whole) analyze(project, options);
  const build = walkBuild(project, parseDockerfile(text), options);
  const { findings, broken } = checkRules(build, rules);
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1_000;
  if (milliseconds > longest) throw new Error(`took ${milliseconds.toFixed(0)} ms`);
  const [first] = broken;
  if (first !== undefined) throw new Error(`the rule ${first.rule} broke`, { cause: first.error });
  checkPlaces(build, findings);
  checkParts(build);
  let fixes = 0;
  const isRead = !build.dockerfile.problems.some((problem) => problem.fatal);
  for (const { rule, fix } of findings) {
    if (fix === null) continue;
    fixes += 1;
    const result = applyFix(project, fix);
    if (!result.ok) throw new Error(`the fix of ${rule}: ${result.refusal.message}`);
    const { problems } = parseDockerfile(textOf(result.project));
    if (isRead && problems.some((problem) => problem.fatal)) throw new Error(`the fix of ${rule} cannot be read`);
  }
  return { milliseconds, findings: findings.length, fixes };
}

// The first analysis indexes the catalog.
analyze(projectOf('FROM python:3.13\n'), options);

let slowest = 0;
let findings = 0;
let fixes = 0;
const started = performance.now();
for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
  const text = mutate(makeRandom(seed));
  try {
    const tried = tryText(text, seed % 8 === 0);
    slowest = Math.max(slowest, tried.milliseconds);
    findings += tried.findings;
    fixes += tried.fixes;
  } catch (error) {
    const { stack, cause } = error instanceof Error ? error : { stack: String(error), cause: undefined };
    process.stderr.write(
      `seed ${seed}: ${stack}\n${cause instanceof Error ? `${cause.stack}\n` : ''}${JSON.stringify(text)}\n`,
    );
    process.exit(1);
  }
}
const seconds = (performance.now() - started) / 1_000;
process.stdout.write(
  `${runs} inputs, ${findings} findings, ${fixes} fixes, none amiss; ${seconds.toFixed(0)} s, slowest ${slowest.toFixed(0)} ms\n`,
);
