import { readFigure } from '../../catalog/look-up';
import { widen } from '../../estimate';
import { baseName, resolvePath } from '../paths';
import { isInterpreter, isPip } from '../programs';
import { walkApk } from './apk';
import { isApt, walkApt } from './apt';
import { fileCommands } from './files';
import { walkManager } from './managers';
import { walkPip } from './pip';
import type { Running } from './running';
import { runScriptFile } from './scripts';
import { walkVenv } from './venv';

/** Runs one program that is neither built into the shell nor a function of the script. */
export function runProgram(running: Running): void {
  const { invocation, walk } = running;
  const { name, words, program } = invocation;
  if (/^(add-apt-repository|sed|dpkg|extrepo|apt-key)$/.test(name)) walk.osPackagesFromElsewhere = true;
  if (!invocation.programKnown) {
    doubtProgram(running);
    return;
  }
  if (isApt(name)) walkApt(running);
  else if (name === 'apk') walkApk(running);
  else if (isPip(name)) walkPip(running, program, words, 'pip');
  else if (name === 'uv') runUv(running);
  else if (name === 'virtualenv') walkVenv(running, 'python3', words, 'virtualenv');
  else if (isInterpreter(name)) runPython(running);
  else if (/^(ba|da|a)?sh$/.test(name)) runShell(running);
  else if (!walkManager(running)) {
    const command = fileCommands.get(name);
    if (command !== undefined) command(running);
    else if (!program.includes('/') || !runScriptFile(running, resolvePath(running.workingDirectory, program), true))
      doubtProgram(running);
  }
  if (isApt(name) || name === 'apk') walk.step.writes.push('/usr', '/etc', '/var');
}

/** `sh -c TEXT`, `sh FILE`; a shell without either reads a script that nobody knows. */
function runShell(running: Running): void {
  const { invocation, workingDirectory } = running;
  const words = invocation.words;
  const at = words.findIndex((word) => /^-\w*c$/.test(word.text));
  const text = at >= 0 ? words[at + 1] : undefined;
  if (text?.known === true) {
    if (running.runScript(text.text, invocation.command.range) === null) doubtProgram(running);
    return;
  }
  const file = words.find((word) => !word.text.startsWith('-') && word.text !== 'pipefail');
  if (at < 0 && file?.known === true && runScriptFile(running, resolvePath(workingDirectory, file.text), false)) return;
  doubtProgram(running);
}

function runPython(running: Running): void {
  const { invocation, walk, workingDirectory } = running;
  const words = invocation.words.filter((word) => !/^-[uBEIsSOdvqb]+$/.test(word.text));
  const [option, module, ...rest] = words;
  if (option === undefined && invocation.command.joint === 'pipe') doubtProgram(running);
  if (option === undefined || /^(-V|--version|-VV|--help|-h)$/.test(option.text)) return;
  if (option.text === '-m' && module?.text === 'pip') walkPip(running, invocation.program, rest, 'pip');
  else if (option.text === '-m' && module?.text === 'venv') walkVenv(running, invocation.program, rest, 'venv');
  else if (option.text === '-m' && module?.text === 'virtualenv')
    walkVenv(running, invocation.program, rest, 'virtualenv');
  else if (option.text.startsWith('-')) doubtProgram(running);
  else {
    const path = resolvePath(workingDirectory, option.text);
    if (option.known && walk.lookUp(path) === 'missing') {
      walk.fail(
        'missing-script',
        `There is no \`${path}\` for Python to run, so the step stops the build.`,
        `Copy \`${baseName(path)}\` into the image before this step, or correct the path.`,
        option.range,
      );
      return;
    }
    doubtProgram(running);
  }
}

function runUv(running: Running): void {
  const [action, ...rest] = running.invocation.words;
  if (action?.text === 'pip') walkPip(running, 'uv', rest, 'uv');
  else if (action?.text === 'venv') walkVenv(running, 'python3', rest, 'uv');
  else if (action?.text !== '--version' && !walkManager(running)) doubtProgram(running);
}

/** Programs that put others into the image, or may change anything in it. */
const installers =
  /^(conda|mamba|micromamba|npm|yarn|pnpm|cargo|make|cmake|ninja|meson|dnf|yum|microdnf|tdnf|zypper|pacman|dpkg|rpm|rye|hatch|go|gem|brew|snap|nix|guix|pipx|poetry|pipenv|pdm|uv|configure|setup\.sh|install\.sh|(ba|da|a)?sh)$/;

/** A program whose effect we do not know: it may write anything, and some install anything. */
export function doubtProgram({ walk, invocation }: Running): void {
  const what = `what \`${[invocation.program, ...invocation.words.map((word) => word.text)].join(' ').slice(0, 60)}\` does`;
  // Python that reads its program from elsewhere may be an installer, as `curl … | python3 -`.
  const reads = isInterpreter(invocation.name) && invocation.words.every((word) => word.text === '-' || !word.known);
  const installs = installers.test(invocation.name) || reads || !invocation.programKnown;
  const figure = readFigure(walk.catalog, installs ? 'unknown-installer' : 'unknown-command');
  walk.hold('/unknown', installs ? 'python-packages' : 'os-packages', what, widen(figure, 1, 1, [what]));
  walk.step.writes.push('/');
  walk.spend(readFigure(walk.catalog, installs ? 'unknown-installer-seconds' : 'unknown-command-seconds'));
  if (installs) walk.doubt(what);
  else walk.doubtFiles(what);
}
