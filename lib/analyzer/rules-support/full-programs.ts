import { baseName } from '../build/paths';
import type { Build, Step } from '../build/types';
import { indexCatalog } from '../catalog/look-up';
import { findClosure } from '../catalog/os-closure';
import { findOsIndex } from '../catalog/os-index';
import { listBasePackages } from '../catalog/package-sets';
import { aptCommands, packageName } from './apt';
import { readInvocation } from './commands';
import { finalStages, finalSteps } from './steps';

/**
 * Programs that RUNs of the final image call and that the full variant of its base brings, while the slim one does not and
 * no step installs them: what a change to slim would miss. Each name once, in the order of the text.
 */
export function programsOfFullBase(build: Build): readonly string[] {
  const [bottom] = finalStages(build);
  if (bottom === undefined || bottom.profile.distribution !== 'debian') return [];
  const { catalog } = build;
  const { distribution, release } = bottom.profile;
  const present = new Set(listBasePackages({ distribution, release, variant: 'slim' }, catalog));
  const index = findOsIndex(catalog, distribution, release);
  const missing = new Set<string>();
  for (const step of finalSteps(build)) {
    const named = installedBy(step);
    const closure = index === null || named.length === 0 ? [] : findClosure(named, index, present, true).entries;
    for (const name of [...named, ...closure.map((entry) => entry.package.name)]) present.add(name);
    for (const program of calledBy(step)) {
      const record = indexCatalog(catalog).programs.get(program);
      if (record?.full === true && record.debian.length > 0 && !record.debian.some((name) => present.has(name)))
        missing.add(program);
    }
  }
  return [...missing];
}

function installedBy({ commands }: Step): readonly string[] {
  return aptCommands(commands)
    .filter((apt) => apt.action === 'install')
    .flatMap((apt) => apt.packages.map(packageName));
}

function calledBy({ commands }: Step): readonly string[] {
  return commands.flatMap((command) => {
    const program = readInvocation(command)?.program;
    return program === undefined ? [] : [baseName(program)];
  });
}
