import { readFigure } from '../../catalog/look-up';
import { type Argument, hasOption, lastValue, type Options, readOptions } from '../invocation';
import { resolvePath } from '../paths';
import type { Running } from './running';
import { holdUnmeasured } from './unmeasured';

/** A project is built into a wheel and a source archive: into `out`, or into `dist` in its folder. */
export function holdBuilt(running: Running, folder: string, out: Argument | null): void {
  const { walk, workingDirectory, invocation } = running;
  if (reportNoProject(running, folder)) return;
  const place = out === null ? resolvePath(folder, 'dist') : resolvePath(workingDirectory, out.text);
  const what = `what \`${invocation.name}\` builds in ${folder}`;
  holdUnmeasured(
    walk,
    { path: place, kind: 'caches', label: 'built distributions' },
    readFigure(walk.catalog, 'built-distributions'),
    what,
  );
  walk.makeDirectory(place);
  // The file's name holds version and platform, which the build decides.
  walk.files.doubt(out?.known === false ? '/' : place);
  walk.spend(readFigure(walk.catalog, 'build-seconds'));
}

function reportNoProject({ walk, invocation }: Running, folder: string): boolean {
  const files = ['pyproject.toml', 'setup.py', 'setup.cfg'].map((name) => walk.lookUp(resolvePath(folder, name)));
  if (files.some((kind) => kind !== 'missing')) return false;
  walk.fail('missing-project:to-build', invocation.command.range, folder);
  return true;
}

const valued = new Set([
  '-o',
  '--outdir',
  '-C',
  '--config-setting',
  '--installer',
  '-t',
  '--target',
  '-f',
  '--ini-path',
]);

/** `python -m build`, `hatch build`, `flit build`: `words` are the arguments after it. */
export function walkBuildFrontend(running: Running, words: readonly Argument[]): boolean {
  const options = readOptions(words, valued);
  if (hasOption(options, '--version', '-V', '--help', '-h')) return true;
  holdBuilt(running, folderOf(running, options), lastValue(options, '-o', '--outdir'));
  return true;
}

function folderOf({ workingDirectory }: Running, { operands }: Options): string {
  return resolvePath(workingDirectory, operands[0]?.text ?? '.');
}

/** `hatch build`, `flit build`; what else they do is not followed. */
export function walkBuildTool(running: Running): boolean {
  const [action, ...rest] = running.invocation.words;
  if (action === undefined || /^(--version|--help|-h|config|version)$/.test(action.text)) return true;
  // An argument of `hatch build` is the folder to write to.
  return (
    action.text === 'build' &&
    walkBuildFrontend(
      running,
      rest.filter((word) => word.text.startsWith('-')),
    )
  );
}
