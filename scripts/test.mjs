#!/usr/bin/env node
// Runs every check, quickest first, and stops at the first that fails. A step whose inputs did not change since it passed is
// not run again; `--force` runs all, and so does a machine that sets CI. The last line counts the tests that passed and
// failed, as Vitest and Playwright report them; an unchanged step counts with the number it had when it passed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { buildSources, fingerprint, listSources, root } from './fingerprint.mjs';

const at = (...parts) => path.join(root, ...parts);
const force = process.argv.includes('--force') || (process.env.CI ?? '') !== '';
const stampsFile = at('.layerwise/test-stamps.json');
const tool = (file, ...args) => [process.execPath, [at('node_modules', file), ...args]];

/** A step failed; what it printed is the message. */
class StepFailed extends Error {}

function run([command, args], environment = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    maxBuffer: 256_000_000,
  });
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`;
  if (result.status !== 0)
    throw new StepFailed(output.trim() || String(result.error ?? `exit status ${result.status}`));
  return output;
}

const nothingCounted = { passed: 0, failed: 0 };

/** Runs a test runner that writes a report, and counts in it; a runner that ran nothing has not passed. */
function runTests(command, environment, report, count) {
  rmSync(report, { force: true });
  mkdirSync(path.dirname(report), { recursive: true });
  let failure = null;
  try {
    run(command, environment);
  } catch (error) {
    failure = error;
  }
  const counts = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : nothingCounted;
  if (failure !== null) throw Object.assign(failure, { counts });
  if (counts.passed === 0 || counts.failed > 0) {
    throw Object.assign(new StepFailed(`${counts.passed} tests passed, ${counts.failed} failed.`), { counts });
  }
  return counts;
}

function checkImports() {
  const folders = ['app', 'components', 'lib', 'cli', 'scripts', 'e2e'].filter((folder) => existsSync(at(folder)));
  const output = run(
    tool(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      '--no-progress',
      ...folders,
    ),
  );
  const modules = Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
  if (modules === 0) throw new StepFailed(`${output}\nThe import check saw no module: it checked nothing.`);
}

function checkTypes() {
  if (existsSync(at('next.config.mjs'))) {
    rmSync(at('.next/dev/types'), { recursive: true, force: true });
    run(tool('next/dist/bin/next', 'typegen'), { NEXT_TELEMETRY_DISABLED: '1' });
  }
  run(tool('ts7/bin/tsc', '--noEmit', '-p', 'tsconfig.json'));
  run(tool('ts7/bin/tsc', '--noEmit', '-p', 'tsconfig.pure.json'));
}

function runUnitTests() {
  const report = at('.layerwise/vitest.json');
  const command = tool('vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`);
  return runTests(command, {}, report, ({ numPassedTests, numFailedTests, numFailedTestSuites }) => ({
    passed: numPassedTests,
    failed: numFailedTests === 0 && numFailedTestSuites > 0 ? numFailedTestSuites : numFailedTests,
  }));
}

function runBrowserTests() {
  if (findChromium() === undefined) run(tool('@playwright/test/cli.js', 'install', 'chromium'));
  const report = at('.layerwise/playwright.json');
  const command = tool('@playwright/test/cli.js', 'test', '--reporter=list,json');
  return runTests(command, { PLAYWRIGHT_JSON_OUTPUT_NAME: report }, report, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
  }));
}

const sources = listSources();
const pages = buildSources(sources);
const ofTests = (file) => file.startsWith('e2e/') || file === 'playwright.config.ts' || file === 'scripts/chromium.mjs';

const steps = [
  { name: 'format and lint', inputs: sources, work: () => run(tool('@biomejs/biome/bin/biome', 'check', '.')) },
  { name: 'types', inputs: sources, work: checkTypes },
  { name: 'import directions', inputs: sources, work: checkImports },
  { name: 'unused code', inputs: sources, work: () => run(tool('knip/bin/knip.js', '--no-progress')) },
  { name: 'unit tests', inputs: sources.filter((file) => !file.startsWith('e2e/')), work: runUnitTests },
  {
    name: 'production build',
    // Prepares itself: it knows what changed and whether the result is still there.
    inputs: null,
    work: () => run([process.execPath, [at('scripts/prepare.mjs'), 'build', ...(force ? ['--force'] : [])]]),
  },
  { name: 'browser tests', inputs: [...pages, ...sources.filter(ofTests)], work: runBrowserTests },
];

const stamps = existsSync(stampsFile) ? JSON.parse(readFileSync(stampsFile, 'utf8')) : {};
const total = { ...nothingCounted };
const add = ({ passed = 0, failed = 0 } = nothingCounted) => {
  total.passed += passed;
  total.failed += failed;
};
const phrase = ({ passed = 0 } = nothingCounted) => (passed === 0 ? '' : `, ${passed} passed`);

function runStep({ name, inputs, work }) {
  const started = performance.now();
  const wanted = inputs === null ? null : fingerprint(inputs, [process.version]);
  process.stdout.write(`${name.padEnd(20)}`);
  const stamp = stamps[name];
  if (!force && wanted !== null && stamp?.inputs === wanted) {
    add(stamp.counts);
    process.stdout.write(`unchanged since it passed${phrase(stamp.counts)}\n`);
    return;
  }
  const result = work();
  const counts = typeof result?.passed === 'number' ? result : undefined;
  add(counts);
  process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s${phrase(counts)}\n`);
  if (wanted === null) return;
  stamps[name] = { inputs: wanted, ...(counts === undefined ? {} : { counts }) };
  mkdirSync(path.dirname(stampsFile), { recursive: true });
  writeFileSync(stampsFile, `${JSON.stringify(stamps, null, 2)}\n`);
}

try {
  for (const step of steps) runStep(step);
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  add(error.counts);
  if (total.failed === 0) total.failed = 1;
  process.stdout.write(`failed\n\n${error.message}\n\n`);
  process.exitCode = 1;
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
