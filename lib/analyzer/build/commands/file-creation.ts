import { exactly } from '../../estimate';
import { fileLabel } from '../contents';
import { hasOption, lastValue } from '../invocation';
import { parentOf, resolvePath } from '../paths';
import { readBytes } from '../sizes-of-files';
import { existingParent, expandBraces, hasPattern, readPaths, reportForbidden, reportMissing } from './file-paths';
import type { Running } from './running';

function makeDirectories(running: Running): void {
  const { walk } = running;
  const { options, paths } = readPaths(running, ['-m', '--mode']);
  const parents = hasOption(options, '-p', '--parents');
  for (const { path, argument } of paths) {
    if (hasPattern(path)) {
      for (const each of expandBraces(path)) walk.makeDirectory(each);
      continue;
    }
    const kind = walk.lookUp(path);
    if (!parents && (kind === 'directory' || kind === 'file')) {
      // A folder that exists only in our list of what every image has may not be there.
      if (walk.files.directories.has(path) && path.split('/').length > 2)
        walk.fail('file-exists', argument.range, path);
      continue;
    }
    const parent = parentOf(path);
    if (!parents && reportMissing(running, { path: parent, argument })) return;
    if (kind === 'missing' && reportForbidden(running, existingParent(path, running), path, argument)) return;
    walk.makeDirectory(path);
    walk.step.writes.push(path);
  }
}

function touch(running: Running): void {
  const { walk } = running;
  for (const { path, argument } of readPaths(running, ['-d', '-t', '-r']).paths) {
    const kind = walk.lookUp(path);
    if (kind === 'missing') {
      if (reportMissing(running, { path: parentOf(path), argument })) return;
      if (reportForbidden(running, parentOf(path), path, argument)) return;
      walk.writeFile(path, { executable: false, text: '' });
    }
    walk.step.writes.push(path);
  }
}

function write(running: Running): void {
  for (const { path } of readPaths(running).paths) running.walk.writeFile(path, { executable: false, text: null });
}

/** `head -c N FILE > out` and `dd of=out bs=N count=N`: files whose size is said. */
function sized(running: Running): void {
  const { walk, invocation, workingDirectory } = running;
  const words = new Map(
    invocation.words.map((word) => [word.text.split('=')[0] ?? '', word.text.slice(word.text.indexOf('=') + 1)]),
  );
  const out = words.get('of');
  if (out === undefined) return;
  const path = resolvePath(workingDirectory, out);
  walk.writeFile(path, { executable: false, text: null });
  const bytes = readBytes(words.get('bs') ?? '512') * (Number(words.get('count')) || 0);
  walk.hold(path, 'code', fileLabel, exactly(bytes));
}

function truncate(running: Running): void {
  const { walk } = running;
  const { options, paths } = readPaths(running, ['-s', '--size', '-l', '--length']);
  const size = readBytes(lastValue(options, '-s', '--size', '-l', '--length')?.text ?? '0');
  for (const { path } of paths) {
    walk.writeFile(path, { executable: false, text: null });
    // The classic store counts a file at its length, holes included.
    walk.hold(path, 'code', fileLabel, exactly(size));
  }
}

export const creationCommands: readonly (readonly [string, (running: Running) => void])[] = [
  ['mkdir', makeDirectories],
  ['touch', touch],
  ['tee', write],
  ['dd', sized],
  ['truncate', truncate],
  ['fallocate', truncate],
];
