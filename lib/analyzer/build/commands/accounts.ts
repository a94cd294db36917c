import { exactly } from '../../estimate';
import { hasOption, lastValue, type Options, readOptions } from '../invocation';
import { isRoot } from '../stage-walk';
import type { Running } from './running';

const valued = new Set(
  '-d --home -h --home-dir -u --uid -g --gid -G --groups -s --shell -c --comment --ingroup --gecos -e -f -k -K -p -b --base-dir'.split(
    ' ',
  ),
);

/** A new account gets lines in a few files of /etc. */
const bytesOfAccount = 4_000;

function reportUser({ walk, invocation }: Running): boolean {
  if (isRoot(walk.state.user) || !walk.certain || walk.users.same(walk.state.user, 'root') !== false) return false;
  walk.fail('permission-denied:accounts', invocation.command.range, walk.state.user);
  return true;
}

/** busybox's `adduser` and Debian's share a name and little else. */
function isBusybox({ walk, invocation }: Running): boolean {
  return (
    walk.profile.distribution === 'alpine' && invocation.name.startsWith('add') && !walk.state.osPackages.has('shadow')
  );
}

function addUser(running: Running): void {
  const { walk, invocation } = running;
  const options = readOptions(invocation.words, valued);
  if (reportUser(running) || reportForeignOption(running, options)) return;
  const operand = options.operands[0];
  if (operand?.known !== true) {
    walk.users.doubt();
    return;
  }
  const name = operand.text;
  if (invocation.name === 'adduser' && options.operands.length === 2) return;
  if (walk.users.has(name) === true && walk.certain && !walk.maybe) {
    walk.fail('user-exists', invocation.command.range, invocation.name, name);
    return;
  }
  walk.hold('/etc', 'os-packages', 'user accounts', exactly(bytesOfAccount));
  const id = Number(lastValue(options, '-u', '--uid')?.text ?? Number.NaN);
  if (Number.isInteger(id) && walk.users.hasId(id) && walk.certain && !hasOption(options, '-o', '--non-unique')) {
    walk.fail('user-exists:number', invocation.command.range, invocation.name, id);
    return;
  }
  const group = lastValue(options, '-g', '--gid', '--ingroup', '-G')?.text;
  if (group !== undefined && invocation.name === 'useradd' && walk.certain && !/[$`,]/.test(group)) {
    if (walk.users.hasGroup(group) === false) {
      walk.fail('unknown-user:group', invocation.command.range, group);
      return;
    }
  }
  const home = (isBusybox(running) ? lastValue(options, '-h') : lastValue(options, '-d', '--home', '--home-dir'))?.text;
  const place = home ?? `/home/${name}`;
  walk.users.add(name, Number.isInteger(id) ? id : null, place);
  walk.users.addGroup(name);
  if (!makesHome(running, options)) return;
  walk.makeDirectory(place);
  walk.files.own(place, name, true);
}

/** `useradd` makes a home where told to; `adduser` unless told not to, or for a system's account. */
function makesHome(running: Running, options: Options): boolean {
  if (running.invocation.name === 'useradd') return hasOption(options, '-m', '--create-home');
  if (isBusybox(running)) return !hasOption(options, '-H');
  if (hasOption(options, '--no-create-home')) return false;
  return !hasOption(options, '--system') || hasOption(options, '--home');
}

/** Options of the other distribution's `adduser` stop the command. */
function reportForeignOption(running: Running, options: Options): boolean {
  const { walk, invocation } = running;
  if (invocation.name !== 'adduser' && invocation.name !== 'addgroup') return false;
  const distribution = walk.profile.distribution;
  const busybox = isBusybox(running);
  const wrong =
    distribution === 'alpine' && busybox
      ? [...options.values.keys()].find(
          (name) =>
            /^--(disabled-password|disabled-login|quiet|force-badname|allow-bad-names)$/.test(name) &&
            name === '--disabled-login',
        )
      : distribution === 'debian' || distribution === 'ubuntu'
        ? [...options.values.keys()].find((name) => /^-[DSHG]$/.test(name))
        : undefined;
  if (wrong === undefined || !walk.certain) return false;
  walk.fail('unknown-option', invocation.command.range, invocation.name, wrong, distribution);
  return true;
}

function addGroup(running: Running): void {
  const { walk, invocation } = running;
  const options = readOptions(invocation.words, valued);
  if (reportUser(running) || reportForeignOption(running, options)) return;
  const operand = options.operands[0];
  if (operand?.known !== true) {
    walk.users.doubt();
    return;
  }
  const force = hasOption(options, '-f', '--force');
  if (
    walk.users.hasGroup(operand.text) === true &&
    walk.certain &&
    !force &&
    !walk.maybe &&
    !/^\d+$/.test(operand.text)
  ) {
    walk.fail('user-exists:group', invocation.command.range, invocation.name, operand.text);
    return;
  }
  walk.users.addGroup(operand.text);
}

/** `userdel NAME`, `deluser NAME`, `groupdel NAME`, `delgroup NAME`; `deluser NAME GROUP` only takes the user out of it. */
function removeAccount({ walk, invocation }: Running): void {
  if (walk.maybe) {
    walk.users.doubt();
    return;
  }
  const [name, ...more] = readOptions(invocation.words, valued).operands;
  if (name?.known !== true || more.length > 0) return;
  if (/group/.test(invocation.name)) walk.users.removeGroup(name.text);
  else walk.users.remove(name.text);
}

/** `usermod` and `groupmod` change the name, the number or the home of an account. */
function changeAccount({ walk, invocation }: Running): void {
  const options = readOptions(invocation.words, new Set([...valued, '-l', '--login', '-n', '--new-name', '-o']));
  const [name] = options.operands;
  const renamed = lastValue(options, '-l', '--login', '-n', '--new-name');
  if (name?.known !== true || renamed?.known === false || walk.maybe) {
    walk.users.doubt();
    return;
  }
  if (invocation.name === 'groupmod') {
    if (renamed !== null) walk.users.addGroup(renamed.text);
    return;
  }
  const id = Number(lastValue(options, '-u', '--uid')?.text ?? Number.NaN);
  const home = lastValue(options, '-d', '--home')?.text;
  walk.users.change(name.text, {
    ...(renamed === null ? {} : { newName: renamed.text }),
    ...(Number.isInteger(id) ? { id } : {}),
    ...(home === undefined ? {} : { home }),
  });
}

export const accountCommands: readonly (readonly [string, (running: Running) => void])[] = [
  ['useradd', addUser],
  ['adduser', addUser],
  ['groupadd', addGroup],
  ['addgroup', addGroup],
  ['groupmod', changeAccount],
  ['usermod', changeAccount],
  ...['userdel', 'deluser', 'groupdel', 'delgroup'].map((name) => [name, removeAccount] as const),
];
