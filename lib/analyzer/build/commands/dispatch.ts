import { readFigure } from '../../catalog/look-up';
import { widen } from '../../estimate';
import type { Argument } from '../invocation';
import { baseName, resolvePath } from '../paths';
import { isInterpreter, isPip } from '../programs';
import type { PythonEnvironment } from '../types';
import { walkPip } from './pip';
import type { Running } from './running';
import { runScriptFile } from './scripts';

/** Programs that change nothing in the image that counts. */
const harmless = new Set(
  'ls grep egrep awk date whoami id uname env sleep getent passwd chpasswd ldconfig dpkg-reconfigure du df file uniq cut tr expr dirname basename realpath readlink seq nproc free ps kill sync apt-key dpkg-query debconf-set-selections apt-cache yes locale less more xxd od base64 ssh-keyscan nslookup ping hostname arch tty printenv envsubst dpkg-architecture dpkg-buildflags gpgconf lsb_release jq shuf pkg-config crontab systemctl service nginx update-rc.d update-locale localedef ldd fix-permissions debconf-get-selections'.split(
    ' ',
  ),
);

const shells = new Set(['sh', 'bash', 'dash', 'ash']);

/** Programs that change where OS packages come from. */
const sourceChangers = new Set(['add-apt-repository', 'sed', 'dpkg', 'extrepo', 'apt-key']);

/** Package managers that write all over the system. */
const systemManagers = new Set(['apt-get', 'apt', 'aptitude', 'apk']);

/** Runs one program that is neither built into the shell nor a function of the script. */
export function runProgram(running: Running): void {
  const { invocation, walk } = running;
  const { name } = invocation;
  if (sourceChangers.has(name)) walk.osPackagesFromElsewhere = true;
  if (!invocation.programKnown || !walkProgram(running)) doubtProgram(running);
  if (systemManagers.has(name)) walk.step.writes.push('/usr', '/etc', '/var');
}

/** `tool --version`: whatever the program is, it only says something. */
function onlySpeaks({ invocation }: Running): boolean {
  const [only, ...others] = invocation.words;
  return others.length === 0 && /^(--version|--help|-V)$/.test(only?.text ?? '');
}

/** Walks a program that is known by its name here, or by a part of the tools; `false` where nobody knows what it does. */
function walkProgram(running: Running): boolean {
  const { name, program, words } = running.invocation;
  const { tools } = running.walk.shared;
  if (harmless.has(name)) return true;
  if (shells.has(name)) return runShell(running);
  if (isPip(name)) return runPip(running, words);
  if (isInterpreter(name)) return walkPython(running);
  const known = tools.programs.get(name);
  if (known !== undefined) return known(running);
  if (onlySpeaks(running) && !program.includes('/')) return true;
  return program.includes('/') && runScriptFile(running, resolvePath(running.workingDirectory, program), true);
}

function runPip(running: Running, words: readonly Argument[]): boolean {
  walkPip(running, running.invocation.program, words);
  return true;
}

/** `python -m pip` and `python -m venv` are called in many builds, other modules and programs in few. */
function walkPython(running: Running): boolean {
  const { walk, invocation } = running;
  const { tools } = walk.shared;
  const [option, module, ...rest] = invocation.words;
  const name = option?.text === '-m' ? module?.text : undefined;
  if (name === 'pip' && walk.state.pythonEnvironments.some(hasPip)) return runPip(running, rest);
  if (name !== 'venv') return tools.runPython(running, runProgram);
  tools.walkVenv(running, invocation.program, rest, 'venv');
  return true;
}

function hasPip({ packages }: PythonEnvironment): boolean {
  return packages.some(({ name }) => name === 'pip');
}

/** `sh -c TEXT`, `sh FILE`; a shell without either reads a script that nobody knows. */
function runShell(running: Running): boolean {
  const { invocation, workingDirectory } = running;
  const { words } = invocation;
  const at = words.findIndex((word) => /^-\w*c$/.test(word.text));
  const text = at >= 0 ? words[at + 1] : undefined;
  if (text?.known === true) return running.runScript(text.text, invocation.command.range) !== null;
  const file = words.find((word) => !word.text.startsWith('-') && word.text !== 'pipefail');
  if (at < 0 && file?.known === true && runScriptFile(running, resolvePath(workingDirectory, file.text), false))
    return true;
  return at < 0 && running.walk.shared.tools.runInstaller(running);
}

/** Programs that put others into the image, or may change anything in it. */
const installers = new Set(
  'conda mamba micromamba npm yarn pnpm cargo make cmake ninja meson dnf yum microdnf tdnf zypper pacman dpkg rpm rye hatch go gem brew snap nix guix pipx poetry pipenv pdm uv configure setup.sh install.sh sh bash dash ash'.split(
    ' ',
  ),
);

/** A program whose effect we do not know: it may write anything, and some install anything. */
function doubtProgram({ walk, invocation }: Running): void {
  const what = `what \`${[invocation.program, ...invocation.words.map((word) => word.text)].join(' ').slice(0, 60)}\` does`;
  // Python that reads its program from elsewhere may be an installer, as `curl … | python3 -`.
  const reads = isInterpreter(invocation.name) && invocation.words.every((word) => word.text === '-' || !word.known);
  const installs = installers.has(baseName(invocation.name)) || reads || !invocation.programKnown;
  const figure = readFigure(walk.catalog, installs ? 'unknown-installer' : 'unknown-command');
  walk.hold('/unknown', installs ? 'python-packages' : 'os-packages', what, widen(figure, 1, 1, [what]));
  walk.step.writes.push('/');
  walk.spend(readFigure(walk.catalog, installs ? 'unknown-installer-seconds' : 'unknown-command-seconds'));
  if (installs) walk.doubt(what);
  else walk.doubtFiles(what);
}
