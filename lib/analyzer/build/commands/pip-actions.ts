import { resolveWheels } from '../../catalog/wheels';
import { sum } from '../../estimate';
import { normalizeName } from '../../python/package-name';
import { lastValue, type Options } from '../invocation';
import { resolvePath } from '../paths';
import { findEnvironment } from '../programs';
import { sitePackages } from '../site-packages';
import type { StageWalk } from '../stage-walk';
import { cacheFolder, keepCache, pip, spendInstall } from './installer';
import type { PipCall } from './pip';
import { gatherRequirements } from './requirement-files';
import type { Running } from './running';

/** Walks what pip and its kin do besides installing. */
export function runPipAction(running: Running, action: string, call: PipCall): void {
  switch (action) {
    case 'uninstall':
      for (const { text } of call.operands) uninstall(running.walk, normalizeName(text));
      return;
    case 'cache':
      running.walk.remove(cacheFolder(running, call.installer));
      return;
    case 'download':
    case 'wheel':
      collectWheels(running, call);
  }
}

function uninstall(walk: StageWalk, name: string): void {
  for (const environment of walk.state.pythonEnvironments) {
    if (!environment.packages.some((entry) => entry.name === name)) continue;
    walk.remove(`${sitePackages(environment)}/${name}`);
    walk.putEnvironment({ ...environment, packages: environment.packages.filter((entry) => entry.name !== name) });
  }
}

/** `pip wheel` and `pip download` put archives into a folder and install nothing. */
function collectWheels(running: Running, { program, options, operands }: PipCall): void {
  const { walk, variables, workingDirectory } = running;
  const gathered = gatherRequirements(running, options, operands);
  if (gathered === null) return;
  walk.step.requirements.push(...gathered.requirements);
  const owner = findEnvironment(program, walk, variables);
  const wheels = resolveWheels(
    { ...gathered, python: owner?.python ?? null, libc: walk.profile.libc, present: new Map(), again: false },
    walk.catalog,
  );
  const folder = resolvePath(workingDirectory, lastValue(options, '-w', '--wheel-dir', '-d', '--dest')?.text ?? '.');
  walk.hold(folder, 'caches', 'wheels', sum(wheels.map((wheel) => wheel.compressed)));
  walk.makeDirectory(folder);
  keepCache(running, options, wheels, pip);
  spendInstall(walk, wheels, false, pip);
}

/** Options that today's pip no longer has, with the version that removed each; values of `--use-feature` that it forgot. */
const removedOptions: ReadonlyMap<string, string> = new Map([
  ['--install-option', '23.1'],
  ['--process-dependency-links', '19.0'],
  ['--no-use-wheel', '10.0'],
  ['--use-wheel', '10.0'],
  ['--egg', '10.0'],
  ['--allow-external', '10.0'],
  ['--allow-all-external', '10.0'],
  ['--allow-unverified', '10.0'],
  ['--build', '22.0'],
  ['--build-dir', '22.0'],
  ['--use-mirrors', '7.0'],
]);
const forgottenFeatures = /^(in-tree-build|2020-resolver|out-of-tree-build)$/;

function findRemovedOption(options: Options): string | null {
  for (const name of options.values.keys()) if (removedOptions.has(name)) return name;
  const feature = lastValue(options, '--use-feature')?.text ?? '';
  return forgottenFeatures.test(feature) ? '--use-feature' : null;
}

/** Reports an option that pip stops at; `true` where there is one. */
export function reportRemovedOption({ walk, invocation }: Running, options: Options): boolean {
  const name = findRemovedOption(options);
  if (name === null) return false;
  const [given] = options.values.get(name) ?? [];
  walk.fail(
    'removed-pip-option',
    given?.range ?? invocation.words.find((word) => word.text === name)?.range ?? invocation.command.range,
    name,
    removedOptions.get(name),
    given?.text ?? '',
  );
  return true;
}
