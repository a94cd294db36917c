import type { Build, ImageState, PythonEnvironment, Stage, Step } from '../build/types';
import { classifyOsPackage } from '../catalog/os-packages';
import { apkCommands } from '../rules-support/apk';
import { aptCommands, packageName } from '../rules-support/apt';
import { lineStart, newline } from '../rules-support/edits';
import { installsFromContext, isPython, pipInstalls, requirementFiles } from '../rules-support/pip';
import type { ShellCommand } from '../syntax/shell';
import type { Instruction } from '../syntax/types';
import type { Move } from './moves';

/** Where a step belongs once the build has a stage of its own. */
type Side = 'builder' | 'final' | 'both';

/** Where packages installed with `--prefix` are put by before they are copied. */
const prefix = '/install';
/** Installed packages may grow by what the copy of an environment brings along. */
const tolerated = 3_000_000;

/**
 * Cuts a stage in two: one that installs, with whatever that takes, and one that only gets what was installed. `null` where
 * the stage is not of a form for which that is certain to keep what the image does: pip installs from requirements
 * into one environment, with only packages, folders, variables and copies of manifests before it.
 */
export function splitStages(build: Build): Move | null {
  const { target } = build;
  if (target === null || target.base.kind !== 'image' || build.failures.length > 0) return null;
  if (target.steps.some((step) => step.fromStages.length > 0)) return null;
  const install = target.steps.findLast(isInstall);
  if (install === undefined) return null;
  const environment = findEnvironment(target.after, install);
  if (environment === null) return null;
  const before = target.steps.slice(1, install.index + 1);
  const sides = before.map((step) => chooseSide(step, build));
  if (sides.some((side) => side === null)) return null;
  const text = writeStages(build, target, install, environment, sides);
  if (text === null) return null;
  const range = { start: target.from.range.start, end: install.instruction.range.end };
  return {
    key: 'split-stages',
    source: 'split-stages',
    rule: false,
    title: 'Install in a stage of its own',
    wrong: 'The packages are installed in the stage that becomes the image.',
    why: 'The final image then holds the installed packages and nothing that installing them took: compilers, headers and caches stay behind, now and whenever a package needs them.',
    safety: 'review',
    file: build.project.dockerfile,
    offset: range.start,
    line: 1,
    edits: [{ file: build.project.dockerfile, range, text }],
    structural: true,
    mayCostBytes: tolerated,
  };
}

function isInstall({ commands }: Step): boolean {
  return pipInstalls(commands).some((pip) => requirementFiles(pip).length > 0);
}

/** The one environment that the image's packages are in, if it can be copied as a whole. */
function findEnvironment({ pythonEnvironments }: ImageState, install: Step): PythonEnvironment | null {
  const filled = pythonEnvironments.filter((environment) => environment.packages.some((entry) => entry.direct));
  const [environment] = filled;
  if (environment === undefined || filled.length > 1) return null;
  if (environment.kind === 'virtual') return environment;
  const plain = pipInstalls(install.commands).every(
    (pip) => !pip.options.some((option) => /^--(prefix|target|user|root)$|^-t$/.test(option.name)),
  );
  return environment.kind === 'system' && environment.path === '/usr/local' && plain ? environment : null;
}

const manifest =
  /(^|\/)(.*requirements.*\.(txt|in)|constraints.*\.txt|pyproject\.toml|(poetry|uv|pdm)\.lock|Pipfile(\.lock)?|setup\.cfg|pip\.conf)$/i;
const setsUp = new Set(['ENV', 'ARG', 'SHELL', 'WORKDIR']);
const describes = new Set(['LABEL', 'EXPOSE', 'STOPSIGNAL', 'HEALTHCHECK', 'CMD', 'ENTRYPOINT']);
const makesUsers = new Set(['useradd', 'adduser', 'groupadd', 'addgroup', 'mkdir', 'chown']);

/** `null` where it cannot be told. */
function chooseSide(step: Step, build: Build): Side | null {
  const { keyword } = step.instruction;
  if (setsUp.has(keyword)) return 'both';
  if (describes.has(keyword)) return 'final';
  if (keyword === 'COPY')
    return step.contextPaths.length > 0 && step.contextPaths.every((path) => manifest.test(path)) ? 'builder' : null;
  return keyword === 'RUN' ? chooseSideOfRun(step, build) : null;
}

function chooseSideOfRun({ commands, instruction }: Step, build: Build): Side | null {
  if (commands.length === 0 || instruction.keyword !== 'RUN' || instruction.heredocs.length > 0) return null;
  if (commands.every((command) => makesUsers.has(command.name))) return 'final';
  if (pipInstalls(commands).some(installsFromContext)) return null;
  if (!commands.every(isPreparation)) return null;
  const packages = [
    ...aptCommands(commands).filter((entry) => entry.action === 'install'),
    ...apkCommands(commands).filter((entry) => entry.action === 'add'),
  ].flatMap((entry) => entry.packages.map(packageName));
  if (packages.length === 0) return 'builder';
  // Headers come with a library that the program may need: what that is called here we cannot tell.
  if (packages.some((name) => /^lib.*-dev$|-dev$/.test(name) && !/^python3|^(musl|linux|libc6?)-/.test(name)))
    return null;
  const tools = packages.filter((name) => classifyOsPackage(name, build.catalog) === 'build-tools');
  if (tools.length === packages.length) return 'builder';
  return tools.length === 0 ? 'both' : null;
}

function isPreparation(command: ShellCommand): boolean {
  const name = command.name.replace(/.*\//, '');
  if (['apt-get', 'apt', 'apk', 'rm', 'true', 'set', 'virtualenv'].includes(name) || /^pip[\d.]*$/.test(name))
    return true;
  return (
    isPython(name) && command.words[0]?.text === '-m' && /^(pip|venv|virtualenv)$/.test(command.words[1]?.text ?? '')
  );
}

function writeStages(
  build: Build,
  target: Stage,
  install: Step,
  environment: PythonEnvironment,
  sides: readonly (Side | null)[],
): string | null {
  const { text } = build.dockerfile;
  const end = newline(build);
  const from = target.from;
  const head = text.slice(from.range.start, from.asKeyword?.range.start ?? from.range.end).trimEnd();
  const name = build.stages.some((stage) => stage.name === 'builder') ? 'packages' : 'builder';
  const steps = target.steps.slice(1, install.index + 1);
  const written = steps.map((step) => {
    const { instruction } = step;
    const start = lineStart(text, instruction.leadingComments[0]?.range.start ?? instruction.range.start);
    const gap = /\n[ \t]*\r?\n[ \t]*$/.test(text.slice(0, start)) ? end : '';
    return (prefixed: boolean) => gap + text.slice(start, instruction.range.start) + write(build, step, prefixed);
  });
  const select = (side: Side, prefixed: boolean) =>
    written.filter((_, at) => sides[at] === side || sides[at] === 'both').map((source) => source(prefixed));
  const virtual = environment.kind === 'virtual';
  const copied = virtual ? `${environment.path} ${environment.path}` : `${prefix} /usr/local`;
  const spaced = written.at(-1)?.(false).startsWith(end) ?? false;
  const alias = from.alias === null ? '' : ` AS ${from.alias.text}`;
  return [
    `${head} AS ${name}`,
    ...select('builder', !virtual),
    '',
    `${head}${alias}`,
    ...select('final', false),
    `${spaced ? end : ''}COPY --from=${name} ${copied}`,
  ].join(end);
}

/** The instruction as it stands, with installs turned to the folder that is copied. */
function write(build: Build, { instruction, commands }: Step, prefixed: boolean): string {
  const { text } = build.dockerfile;
  if (!prefixed || instruction.keyword !== 'RUN') return slice(text, instruction);
  const places = pipInstalls(commands)
    .filter(
      (pip) =>
        requirementFiles(pip).length > 0 || pip.operands.some((word) => !/^(pip|setuptools|wheel)\b/.test(word.text)),
    )
    .map((pip) => pip.actionWord?.range.end)
    .filter((place) => place !== undefined);
  let written = '';
  let done = instruction.range.start;
  for (const place of places) {
    written += `${text.slice(done, place)} --prefix=${prefix}`;
    done = place;
  }
  return written + text.slice(done, instruction.range.end);
}

function slice(text: string, { range }: Instruction): string {
  return text.slice(range.start, range.end);
}
