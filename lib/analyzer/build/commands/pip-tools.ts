import { type Argument, lastValue, readOptions } from '../invocation';
import { baseName, resolvePath } from '../paths';
import { findOutput } from './lock-export';
import { type PipLike, walkPip } from './pip';
import { findProject, writeRequirements } from './projects';
import type { Running } from './running';

const valued = new Set(
  '-o --output-file -c --constraint --constraints --extra --group --python-version --python -p --python-platform --index-url -i --extra-index-url --index --resolver --annotation-style --cache-dir --exclude-newer --only-binary --no-binary --pip-args --unsafe-package --prerelease --resolution --format -P --upgrade-package --build-constraint --override'.split(
    ' ',
  ),
);

/**
 * `pip-compile`, `uv pip compile`: writes a requirements file. Which versions it pins, only a run would know; what an install
 * from it comes to is the same as from what is compiled.
 */
export function compileRequirements(running: Running, words: readonly Argument[]): void {
  const { walk, workingDirectory } = running;
  const options = readOptions(words, valued);
  const [source] = options.operands;
  const path = resolvePath(workingDirectory, source?.text ?? 'requirements.in');
  if (options.operands.length > 0 && source?.known === true && walk.lookUp(path) === 'missing') {
    walk.fail('missing-requirements:to-compile', source.range, path);
    return;
  }
  const out =
    findOutput(running, options) ?? (baseName(path).endsWith('.in') ? path.replace(/\.in$/, '.txt') : undefined);
  if (out === undefined || lastValue(options, '-o', '--output-file')?.known === false) return;
  walk.writeFile(resolvePath(workingDirectory, out), {
    executable: false,
    text: readSources(running, path, options.operands),
  });
}

/** What is compiled, as requirements; `null` where nobody knows it, or more than one file is. */
function readSources(running: Running, path: string, operands: readonly Argument[]): string | null {
  if (operands.length > 1) return null;
  const { walk } = running;
  if (baseName(path) !== 'pyproject.toml') return walk.readText(path);
  const project = findProject(running, path.slice(0, -'/pyproject.toml'.length) || '/');
  return project === null ? null : writeRequirements(project.dependencies);
}

/** `pip-sync`, `uv pip sync`: an install of exactly what the files say. */
export function syncRequirements(running: Running, words: readonly Argument[], installer: PipLike): void {
  const options = readOptions(words, valued);
  const [first] = running.invocation.words;
  const { range } = first ?? { range: running.invocation.programRange };
  const files = options.operands.length > 0 ? options.operands : [{ text: 'requirements.txt', known: true, range }];
  const flags = words.filter((word) => word.text.startsWith('--') && !valued.has(word.text));
  const named = files.flatMap((file) => [{ text: '-r', known: true, range: file.range }, file]);
  walkPip(running, installer.name, [{ text: 'install', known: true, range }, ...flags, ...named], installer);
}
