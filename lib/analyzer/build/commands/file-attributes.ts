import { anyone, nobodyKnows, type Owner } from '../image-files';
import { hasOption } from '../invocation';
import { isWithin, parentOf } from '../paths';
import { isRoot } from '../stage-walk';
import { hasPattern, readPaths, reportMissing } from './file-paths';
import type { Running } from './running';

/** `chown -R` and `chmod -R` copy every file of an earlier layer into this one. */
function changeAttributes(running: Running): void {
  const { walk, invocation } = running;
  const { options, paths } = readPaths(running, ['--reference', '--from']);
  const recursive = hasOption(options, '-R', '--recursive');
  // What looks like an option may be a mode: `chmod -x file`.
  const symbolic = invocation.words.find((word) => /^-[rwxXst]+$/.test(word.text) && word.text !== '-R');
  const value = symbolic ?? options.operands[0];
  const targets = symbolic === undefined && !options.values.has('--reference') ? paths.slice(1) : paths;
  if (invocation.name !== 'chmod' && !mayGive(running, value?.known === true ? value.text : null)) return;
  for (const operand of targets) {
    if (reportMissing(running, operand)) return;
    const { path } = operand;
    walk.step.writes.push(path);
    if (recursive) walk.contents.copyUp(path, walk.step.id);
    else walk.contents.copyUpFile(path, walk.step.id);
    if (value === undefined) continue;
    if (invocation.name === 'chmod') changeMode(running, path, value.text, recursive);
    else if (invocation.name === 'chown') changeOwner(running, path, value.known ? value.text : '$', recursive);
    else walk.files.own(path, nobodyKnows, recursive);
  }
}

/** Only root may give files away, and only to users and groups that exist. */
function mayGive({ walk, invocation }: Running, owner: string | null): boolean {
  if (!isRoot(walk.state.user) && walk.certain && walk.users.same(walk.state.user, 'root') === false) {
    walk.fail('permission-denied:owners', invocation.command.range, walk.state.user);
    return false;
  }
  const [user = '', group = ''] = (owner ?? '').split(/[:.]/);
  const wrong =
    invocation.name === 'chgrp' ? null : user !== '' && walk.users.has(user) === false ? `user \`${user}\`` : null;
  const named = invocation.name === 'chgrp' ? user : group;
  const noGroup = named !== '' && walk.users.hasGroup(named) === false ? `group \`${named}\`` : null;
  const missing = wrong ?? noGroup;
  if (missing === null || !walk.certain) return true;
  walk.fail('unknown-user:owner', invocation.command.range, invocation.name, missing);
  return false;
}

function changeOwner({ walk }: Running, path: string, value: string, recursive: boolean): void {
  const user = value.split(/[:.]/)[0] ?? '';
  const owner: Owner = user === '' || /[$`]/.test(user) ? nobodyKnows : user;
  if (!hasPattern(path)) walk.files.own(path, owner, recursive);
  else walk.files.own(parentOf(path), nobodyKnows, true);
}

function changeMode({ walk }: Running, path: string, mode: string, recursive: boolean): void {
  const octal = /^0?[0-7]{3,4}$/.exec(mode)?.[0];
  const executable = octal === undefined ? readSymbolicExecute(mode) : (Number.parseInt(octal, 8) & 0o111) !== 0;
  const writable =
    octal === undefined
      ? /(^|,)[ugo]*[ao][ugo]*[+=][rxX]*w|^\+[rxX]*w/.test(mode)
      : (Number.parseInt(octal, 8) & 0o002) !== 0;
  const groupOnly = octal === undefined ? /g[+=][rx]*w/.test(mode) : (Number.parseInt(octal, 8) & 0o020) !== 0;
  if (writable) walk.files.own(path, anyone, recursive);
  else if (groupOnly) walk.files.own(path, nobodyKnows, recursive);
  if (executable === null) return;
  const affects = hasPattern(path)
    ? (file: string) => parentOf(file) === parentOf(path)
    : (file: string) => (recursive ? isWithin(file, path) : file === path);
  for (const file of walk.state.files.keys()) {
    if (affects(file))
      walk.files.note(file, { executable: hasPattern(path) ? null : executable, text: walk.readText(file) });
  }
}

/** What a mode such as `a+x` says of the execute permission; `null` where it says nothing. */
function readSymbolicExecute(mode: string): boolean | null {
  if (/[+=][rwst]*[xX]/.test(mode)) return true;
  return /^-[rwst]*x|[a-z]-[rwst]*x/.test(mode) ? false : null;
}

export const attributeCommands: readonly (readonly [string, (running: Running) => void])[] = [
  ['chown', changeAttributes],
  ['chmod', changeAttributes],
  ['chgrp', changeAttributes],
];
