import { pipCompilesBy } from '../build/commands/installer';
import { baseName, resolvePath } from '../build/paths';
import type { Step } from '../build/types';
import type { Catalog } from '../catalog/types';
import type { ShellCommand } from '../syntax/shell';
import type { RunInputs } from './inputs-of-runs';

/** Write the same whatever is in the image. */
const plain = new Set(
  (
    'true : echo printf mkdir touch chmod chown ln rm rmdir cd set export test [ umask useradd adduser groupadd addgroup ' +
    'usermod apt-get apt apk curl wget command exit env printenv hostname whoami id uname pwd which arch basename dirname seq'
  ).split(' '),
);

/** Write the same whenever the files that they name are the same. */
const reading = new Set(
  (
    'cp mv cat sed awk cut tail head tar gzip gunzip bzip2 xz unzip install cc gcc g++ tr grep sort uniq wc tee xargs strip ' +
    'base64 md5sum sha1sum sha256sum sha512sum cmp diff dos2unix ls'
  ).split(' '),
);

/**
 * What the outcome of a RUN depends on besides the image at the bottom of its stage, where every command in it is known to
 * write the same bytes each time; `null` where one is not. pip compiles what it installs, and the bytecode holds the
 * time of the install: two runs differ. With `--no-compile`, in a wheel folder, or by uv (which does not compile) they
 * do not. Dates of files never count.
 */
export function describeProduct(
  step: Step,
  inputs: RunInputs,
  contentAt: (path: string) => number,
  catalog: Catalog,
): readonly unknown[] | null {
  if (step.commands.length === 0 || compilesSources(step, catalog)) return null;
  const read: unknown[] = [];
  for (const command of step.commands) {
    const needs = readsChance(command) ? null : readCommand(command, step, inputs, contentAt);
    if (needs === null) return null;
    read.push(...needs, ...readInput(command, inputs, contentAt));
  }
  return [inputs.command, inputs.directory, inputs.user, read, inputs.mounted, inputs.edited];
}

/** Whether a requirement has no wheel: what is compiled, and the wheel made of it, holds the time of the build. */
function compilesSources({ requirements }: Step, { nativePackages }: Catalog): boolean {
  return requirements.some(({ name, extras }) =>
    nativePackages.some(
      (native) =>
        native.name === name &&
        native.build?.wheels === 'none' &&
        (native.extra === undefined || extras.includes(native.extra)),
    ),
  );
}

/** Whether a command reads what is never the same twice. */
function readsChance({ words, redirections }: ShellCommand): boolean {
  return [...words, ...redirections.map(({ target }) => target)].some(({ text }) =>
    /^\/(?:dev\/u?random|proc)\b/.test(text),
  );
}

/** Commands that give a file the time of the build as its date. */
const dating = new Set('cp mv tar sed cat echo printf tee install curl wget git unzip touch'.split(' '));

function readCommand(
  command: ShellCommand,
  step: Step,
  inputs: RunInputs,
  contentAt: (path: string) => number,
): readonly unknown[] | null {
  const name = baseName(command.name);
  const words = command.words.map((word) => word.text);
  if (name === '' || plain.has(name)) return [];
  if (reading.has(name)) return readOperands(words, inputs, contentAt);
  const pip = /^pip[\d.]*$/.test(name) ? words : readModule(name, words, 'pip');
  if (pip !== null) return compiles(pip, inputs) ? null : listRequirements(step);
  if (readModule(name, words, 'compileall') !== null) {
    // Bytecode holds the date of its source, which a COPY keeps.
    if (step.commands.some((other) => dating.has(baseName(other.name)))) return null;
    return readOperands(words.slice(2), inputs, contentAt);
  }
  if (readModule(name, words, 'venv') !== null) return words.includes('--without-pip') ? [] : null;
  if (name === 'uv') return readUv(words, step, inputs, contentAt);
  return null;
}

/** What comes in by `<`. */
function readInput(
  { redirections }: ShellCommand,
  { directory }: RunInputs,
  contentAt: (path: string) => number,
): readonly unknown[] {
  return redirections
    .filter(({ operator }) => operator === '<')
    .map(({ target }) => contentAt(resolvePath(directory, target.text)));
}

function readModule(name: string, words: readonly string[], module: string): readonly string[] | null {
  return /^python[\d.]*$/.test(name) && words[0] === '-m' && words[1] === module ? words.slice(2) : null;
}

/** With SOURCE_DATE_EPOCH Python's compiler writes hashes instead of times. */
function compiles(words: readonly string[], { environment }: RunInputs): boolean {
  if (environment.has('SOURCE_DATE_EPOCH') || !pipCompilesBy((name) => environment.get(name))) return false;
  return !words.includes('--no-compile') && !['wheel', 'download', 'cache', 'uninstall'].includes(words[0] ?? '');
}

/** `null` where a requirement is a folder or an address, which may hold anything. */
function listRequirements({ requirements }: Step): readonly unknown[] | null {
  return requirements.every((requirement) => requirement.kind === 'name')
    ? requirements.map((requirement) => requirement.text)
    : null;
}

function readUv(
  words: readonly string[],
  step: Step,
  inputs: RunInputs,
  contentAt: (path: string) => number,
): readonly unknown[] | null {
  const compile = inputs.environment.get('UV_COMPILE_BYTECODE');
  if (words.includes('--compile-bytecode') || (compile !== undefined && !/^(0|false|)$/i.test(compile))) return null;
  switch (words[0]) {
    case 'venv':
      return [];
    case 'pip':
      return listRequirements(step);
    case 'sync':
      // An editable install of the project names its folder only; any other holds its sources.
      if (words.includes('--no-editable') && !words.includes('--no-install-project'))
        return [contentAt(inputs.directory)];
      return ['uv.lock', 'pyproject.toml'].map((file) => contentAt(resolvePath(inputs.directory, file)));
    default:
      return null;
  }
}

function readOperands(
  words: readonly string[],
  { directory }: RunInputs,
  contentAt: (path: string) => number,
): readonly unknown[] {
  return words.filter((word) => !word.startsWith('-')).map((word) => contentAt(resolvePath(directory, word)));
}
