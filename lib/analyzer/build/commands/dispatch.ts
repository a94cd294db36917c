import { readFigure } from '../../catalog/look-up';
import { widen } from '../../estimate';
import { baseName, resolvePath } from '../paths';
import { isInterpreter, isPip } from '../programs';
import type { ProgramWalk } from '../project-tools';
import { walkApk } from './apk';
import { walkApt } from './apt';
import { walkBuildTool } from './distributions';
import { fileCommands } from './files';
import { walkPip } from './pip';
import { runPython } from './python';
import type { Running } from './running';
import { runScriptFile } from './scripts';
import { walkVenv } from './venv';

/** Whatever it is told, the walk knows what it does. */
function understood(walk: (running: Running) => void): ProgramWalk {
  return (running) => {
    walk(running);
    return true;
  };
}

/** Programs that install and build, by name; others are among the tools that the walk is given. */
const programs: ReadonlyMap<string, ProgramWalk> = new Map<string, ProgramWalk>([
  ...['apt-get', 'apt', 'aptitude'].map((name) => [name, understood(walkApt)] as const),
  ['apk', understood(walkApk)],
  ['virtualenv', understood((running) => walkVenv(running, 'python3', running.invocation.words, 'virtualenv'))],
  ...['hatch', 'flit', 'pyproject-build'].map((name) => [name, walkBuildTool] as const),
  ...['sh', 'bash', 'dash', 'ash'].map((name) => [name, runShell] as const),
]);

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

function walkProgram(running: Running): boolean {
  const { name, program, words } = running.invocation;
  const known = programs.get(name) ?? running.walk.shared.tools.programs.get(name);
  if (known !== undefined) return known(running);
  const command = fileCommands.get(name);
  if (command !== undefined) command(running);
  else if (isPip(name)) walkPip(running, program, words, 'pip');
  else if (isInterpreter(name)) return runPython(running, runProgram);
  else if (onlySpeaks(running) && !program.includes('/')) return true;
  else return program.includes('/') && runScriptFile(running, resolvePath(running.workingDirectory, program), true);
  return true;
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
