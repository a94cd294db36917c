import { indexCatalog, readFigure } from '../../catalog/look-up';
import { resolveOsPackages } from '../../catalog/os-packages';
import { exactly, scale, widen } from '../../estimate';
import { makeSystemEnvironment } from '../initial-state';
import { hasOption, lastValue, readOptions } from '../invocation';
import type { StageWalk } from '../stage-walk';
import { removePackages, reportUser } from './os-packages';
import type { Running } from './running';

/** Walks a call of apk: packages of Alpine, of which the catalog knows few. */
export function walkApk(running: Running): void {
  const { walk, invocation } = running;
  const options = readOptions(invocation.words, new Set(['-t', '--virtual', '-X', '--repository']));
  const [action, ...operands] = options.operands;
  const noCache = hasOption(options, '--no-cache');
  if (action !== undefined && reportUser(running)) return;
  if (action?.text === 'update' || (action?.text === 'add' && !noCache)) {
    walk.hold('/var/cache/apk', 'caches', 'apk package index', readFigure(walk.catalog, 'apk-index'));
  }
  if (action?.text === 'add') {
    const bundle = lastValue(options, '-t', '--virtual')?.text ?? null;
    addAlpine(
      walk,
      operands.map((word) => word.text),
      bundle,
    );
  } else if (action?.text === 'del') {
    removePackages(
      walk,
      operands.map((word) => word.text),
    );
    for (const { text } of operands) walk.remove(`/usr/virtual/${text}`);
  }
}

function addAlpine(walk: StageWalk, words: readonly string[], bundle: string | null): void {
  const names = words.filter((word) => !/[$`]/.test(word)).map((word) => word.replace(/[=<>~@].*$/, ''));
  if (names.length < words.length) walk.doubt('which OS packages the step installs');
  const { packages, unknown, present } = resolveOsPackages(
    {
      distribution: 'alpine',
      release: walk.profile.release,
      names,
      recommends: false,
      present: walk.state.osPackages,
      documentation: false,
    },
    walk.catalog,
  );
  walk.packagesCertain = walk.packagesCertain && unknown.length === 0;
  walk.osPackagesAdded = true;
  for (const entry of packages) {
    const folder = bundle === null ? '/usr' : `/usr/virtual/${bundle}`;
    walk.hold(`${folder}/${entry.name}`, entry.kind, entry.name, widen(entry.bytes, 1, 1));
    if (unknown.includes(entry.name)) walk.unknown.add(`OS package ${entry.name}`);
  }
  walk.changeState({ osPackages: present });
  if (present.has('python3') || present.has('py3-pip')) {
    const python = indexCatalog(walk.catalog).systemPythons.get(`alpine:${walk.profile.release}`)?.python ?? null;
    if (!walk.state.pythonEnvironments.some((entry) => entry.path === '/usr')) {
      walk.putEnvironment(makeSystemEnvironment('/usr', python, walk.catalog, present.has('py3-pip')));
    }
  }
  walk.spend(readFigure(walk.catalog, 'apk-seconds'));
  walk.spend(scale(exactly(0.5), packages.length));
}
