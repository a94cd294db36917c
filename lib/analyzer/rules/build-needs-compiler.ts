import type { Build } from '../build/types';
import type { LockedFile } from '../python/lock/types';
import { readWheelTags } from '../python/wheel-file';
import { lockedInstalls, lockOf } from '../rules-support/locked-installs';
import { nativeRecords, systemPackagesAt } from '../rules-support/native-packages';
import { pipInstalls } from '../rules-support/pip';
import { variableFor } from '../rules-support/python-tools';
import { bottomStage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

const compiler = /^(?:gcc|g\+\+|clang|build-essential|build-base|alpine-sdk)(?:-[\d.]+)?$/;
const elsewhere = /^(?:-i|-f|--(?:extra-)?index-url|--find-links|--index|--default-index|--no-index|--only-binary)$/;

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** What has to be there to compile a package; `null` where a wheel spares it. */
function neededFor(build: Build, run: PlacedRun, name: string, extras: readonly string[]): readonly string[] | null {
  const record = nativeRecords(build, { name, extras }).find((entry) => entry.build !== undefined);
  if (record?.build === undefined) return null;
  const isAlpine = bottomStage(build, run.stage).profile.distribution === 'alpine';
  if (record.build.wheels === 'glibc' && !isAlpine) return null;
  return isAlpine ? record.build.alpine : record.build.debian;
}

function remedyFor(needed: readonly string[], isAlpine: boolean): string {
  const command = isAlpine ? 'apk add --no-cache' : 'apt-get install --no-install-recommends';
  return `Install ${listed(needed)} with \`${command}\` in the stage that installs the packages, and copy the finished environment from there.`;
}

function reportRequirements(build: Build, run: PlacedRun): readonly Report[] {
  if (!run.step.requirements.some((entry) => nativeRecords(build, entry).length > 0)) return [];
  const calls = pipInstalls(run.commands);
  const isElsewhere = calls.some(
    (pip) =>
      pip.options.some(({ name }) => elsewhere.test(name)) ||
      ['PIP_INDEX_URL', 'PIP_EXTRA_INDEX_URL', 'PIP_FIND_LINKS', 'UV_INDEX_URL', 'UV_DEFAULT_INDEX'].some(
        (name) => variableFor(run, pip.command, name) !== undefined,
      ),
  );
  if (calls.length === 0 || isElsewhere) return [];
  const isAlpine = bottomStage(build, run.stage).profile.distribution === 'alpine';
  return run.step.requirements.flatMap(({ name, extras, kind, marker, file, range }) => {
    if (name === null || kind !== 'name' || marker !== null) return [];
    const needed = neededFor(build, run, name, extras);
    if (needed === null) return [];
    const where = isAlpine ? 'Alpine' : 'Linux';
    return [
      {
        range,
        file,
        stage: run.stage.index,
        wrong: `There is no wheel of \`${name}\` for ${where}, so it is compiled, and this image has no compiler.`,
        remedy: remedyFor(needed, isAlpine),
      },
    ];
  });
}

/** Whether a package that comes as source only has compiled parts: its other wheels are for single platforms. */
function isCompiled(files: readonly LockedFile[] | null): boolean {
  return (files ?? []).some((file) => readWheelTags(file.fileName)?.platforms.includes('any') === false);
}

function reportLocked(build: Build, run: PlacedRun): readonly Report[] {
  const { python, libc, distribution } = bottomStage(build, run.stage).profile;
  if (python === null || libc === null) return [];
  return lockedInstalls(run).flatMap(({ tool, call }) => {
    const lock = lockOf(build, tool);
    if (lock === null) return [];
    const platform = { machine: 'x86_64', libc };
    const selection = build.tools.readSelection(tool, call.options);
    const { packages } = build.tools.installedFromLock(lock, { python, platform, ...selection });
    const compiled = packages.filter(({ name, version, file }) => {
      const entry = lock.packages.find((each) => each.name === name && each.version === version);
      return file.kind === 'source' && (isCompiled(entry?.files ?? null) || neededFor(build, run, name, []) !== null);
    });
    if (compiled.length === 0) return [];
    const names = compiled.map((entry) => entry.name);
    const needed = new Set(names.flatMap((name) => neededFor(build, run, name, []) ?? []));
    const isOne = names.length === 1;
    return [
      {
        range: call.range,
        stage: run.stage.index,
        wrong: `The lock file has no wheel of ${listed(names)} for this Python and system, so ${isOne ? 'it is' : 'they are'} compiled, and this image has no compiler.`,
        ...(needed.size > 0 ? { remedy: remedyFor([...needed], distribution === 'alpine') } : {}),
      },
    ];
  });
}

export const texts: RuleTexts = {
  title: 'A package must be compiled, and the image has no compiler',
  category: 'reliability',
  wrong: 'There is no wheel of this package for this image, and the image has no compiler.',
  why: 'pip and uv then build it from source, which needs a C compiler and the headers of the libraries that it uses, so the build stops.',
  remedy: 'Install the compiler and the headers in a stage of their own, and copy the finished environment from there.',
  lesson: 'queue-consumer/03-multi-stage',
  recordings: ['queue-compiler-stages', 'psycopg-compiled', 'psycopg-compiled-stages'],
};

export default defineRule({
  id: 'build-needs-compiler',
  part: 'packages',
  severity: 'error',
  codes: {},
  failures: ['no-compiler'],
  check(build) {
    const seen = new Set<string>();
    return runs(build, 'pip', 'uv', 'poetry', 'pipenv')
      .filter((run) => !run.triggered)
      .flatMap((run) => {
        const reports = [...reportRequirements(build, run), ...reportLocked(build, run)];
        if (reports.length === 0) return [];
        const names = systemPackagesAt(build, run.stage, run.step);
        return names === null || [...names].some((name) => compiler.test(name)) ? [] : reports;
      })
      .filter(({ file, range }) => {
        const key = `${file ?? ''}:${range.start}`;
        if (seen.has(key)) return false;
        seen.add(key);
        return true;
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A driver that is published only as source',
    bad: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    good: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev && rm -rf /var/lib/apt/lists/*\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    files: { 'requirements.txt': 'psycopg2==2.9.10\n' },
    fires: ['psycopg2==2.9.10'],
  },
  {
    title: 'A wheel for only one C library',
    bad: 'FROM python:3.13-alpine\nRUN pip install --no-cache-dir pycurl==7.45.3\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir pycurl==7.45.3\n',
    fires: ['pycurl==7.45.3'],
  },
  {
    title: 'The lock file names the wheels',
    bad: 'FROM python:3.13-alpine\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache\n',
    good: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache\n',
    files: {
      'pyproject.toml': '[project]\nname = "app"\nversion = "1"\ndependencies = ["thing"]\n',
      'uv.lock':
        'version = 1\n\n[[package]]\nname = "app"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "thing" }]\n\n[[package]]\nname = "thing"\nversion = "2.0"\nsource = { registry = "https://packages.example/simple" }\nsdist = { url = "https://packages.example/thing-2.0.tar.gz" }\nwheels = [{ url = "https://packages.example/thing-2.0-cp313-cp313-manylinux_2_28_x86_64.whl" }]\n',
    },
    fires: ['uv sync'],
  },
];
