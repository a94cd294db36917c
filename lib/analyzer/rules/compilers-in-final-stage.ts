import { classifyOsPackage } from '../catalog/os-packages';
import type { Catalog } from '../catalog/types';
import { apkCommands } from '../rules-support/apk';
import { aptCommands, packageName } from '../rules-support/apt';
import { bytesOf, ofKind, savesBytes } from '../rules-support/savings';
import { isInFinalImage, type PlacedRun, runs } from '../rules-support/steps';
import type { ShellWord } from '../syntax/shell';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Build tools that a RUN installs and leaves. */
function toolsLeft(run: PlacedRun, catalog: Catalog): readonly ShellWord[] {
  const apt = aptCommands(run.commands);
  const apk = apkCommands(run.commands);
  const removed = new Set([
    ...apt
      .filter((entry) => ['remove', 'purge', 'autoremove'].includes(entry.action))
      .flatMap((entry) => entry.packages.map(packageName)),
    ...apk.filter((entry) => entry.action === 'del').flatMap((entry) => entry.packages.map(packageName)),
  ]);
  const installed = [
    ...apt.filter((entry) => entry.action === 'install').flatMap((entry) => entry.packages),
    ...apk
      .filter((entry) => entry.action === 'add' && (entry.group === null || !removed.has(entry.group)))
      .flatMap((entry) => entry.packages),
  ];
  // An autoremove takes what nobody has asked for, as after `apt-mark auto`.
  const sweeps = apt.some((entry) => entry.packages.length === 0 && /^(?:autoremove|purge|remove)$/.test(entry.action));
  const isGone = (name: string) => removed.has(name) || (sweeps && !run.step.after.osPackages.has(name));
  return installed.filter(
    (word) => classifyOsPackage(packageName(word), catalog) === 'build-tools' && !isGone(packageName(word)),
  );
}

/** Below that it is a header or two. */
const littleBytes = 5_000_000;

export const texts: RuleTexts = {
  title: 'Compilers and headers stay in the final image',
  category: 'size',
  wrong: 'This step installs tools for compiling into the final image.',
  why: 'They are needed only while packages are built. They are among the largest things that an image can hold, and an intruder can use them.',
  remedy: 'Compile in a stage of its own, and copy the finished environment into the final stage with `COPY --from`.',
  lesson: 'queue-consumer/03-multi-stage',
  recordings: ['queue-compiler', 'queue-compiler-stages'],
};

export default defineRule({
  id: 'compilers-in-final-stage',
  part: 'system',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'apt', 'apt-get', 'aptitude', 'apk')
      .filter((run) => isInFinalImage(build, run.stage))
      .flatMap((run) => {
        const [first, ...others] = toolsLeft(run, build.catalog);
        if (first === undefined) return [];
        const names = [...new Set([first, ...others].map(packageName))];
        const bytes = bytesOf([run.step], ofKind('build-tools'));
        const listed =
          names.length === 1 ? `\`${names[0]}\` serves` : `${names.map((name) => `\`${name}\``).join(', ')} serve`;
        return [
          {
            range: first.range,
            stage: run.stage.index,
            wrong: `${listed} for compiling only, and the final image keeps ${names.length === 1 ? 'it' : 'them'}.`,
            saves: savesBytes(bytes),
            ...(bytes !== undefined && bytes.high < littleBytes ? { severity: 'info' as const } : {}),
          },
        ];
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A compiler in a single stage',
    bad: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev && rm -rf /var/lib/apt/lists/*\nRUN pip install psycopg2==2.9.10\n',
    good: 'FROM python:3.13-slim AS builder\nRUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev && rm -rf /var/lib/apt/lists/*\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install psycopg2==2.9.10\nFROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\nCOPY --from=builder /opt/venv /opt/venv\n',
    fires: ['gcc'],
  },
  {
    title: 'Removed in the step that needed it',
    bad: 'FROM python:3.13-alpine\nRUN apk add --no-cache build-base\n',
    good: 'FROM python:3.13-alpine\nRUN apk add --no-cache --virtual .build build-base && pip install cffi==1.17.1 && apk del .build\n',
    fires: ['build-base'],
  },
];
