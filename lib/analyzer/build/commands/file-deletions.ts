import { hasOption } from '../invocation';
import { isWithin, parentOf, resolvePath } from '../paths';
import { expandBraces, readPaths, reportForbidden, reportMissing } from './file-paths';
import type { Running } from './running';

function remove(running: Running): void {
  const { walk } = running;
  const { options, paths } = readPaths(running);
  const force = hasOption(options, '-f', '--force');
  for (const operand of paths) {
    if (!force && reportMissing(running, operand)) return;
    if (
      walk.lookUp(operand.path) === 'file' &&
      reportForbidden(running, parentOf(operand.path), operand.path, operand.argument)
    )
      return;
    for (const path of expandBraces(operand.path)) walk.remove(path);
  }
}

/** `find FOLDER … -delete` and `-exec rm`: frees a part that we do not know. */
function find(running: Running): void {
  const { walk, invocation, workingDirectory } = running;
  const first = invocation.words.find((word) => !word.text.startsWith('-'));
  const folder = resolvePath(workingDirectory, first?.text ?? '.');
  if (first?.known === true && reportMissing(running, { path: folder, argument: first })) return;
  const text = invocation.words.map((word) => word.text).join(' ');
  if (!/-delete|-exec(dir)? rm/.test(text)) return;
  walk.step.writes.push(folder);
  if (walk.maybe) return;
  if (/-name ['"]?(__pycache__|\*\.py\[?c)/.test(text)) {
    walk.contents.removeWhere((path) => isWithin(path, folder) && /\/__pycache__(\/|$)/.test(path), walk.step.id);
    if (/tests?\b/.test(text)) walk.unknown.add(`what else find deletes in ${first?.text ?? '.'}`);
    return;
  }
  walk.unknown.add(`what find deletes in ${first?.text ?? '.'}`);
}

export const deletionCommands: readonly (readonly [string, (running: Running) => void])[] = [
  ['rm', remove],
  ['find', find],
];
