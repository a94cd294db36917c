import type { Build } from '../../build/types';
import { isDevelopmentTool } from '../../catalog/development-tools';
import type { Catalog } from '../../catalog/types';
import type { Requirement } from '../../python/types';
import type { Instruction } from '../../syntax/types';
import { isPython, type PipCommand, pythonName, readPip } from '../pip';
import { isCalled, type PlacedRun, runs } from '../steps';

/** Options of `pip install` that no rule asks about; `-r` where its file is not for developers. */
const plainOptions = new Set(['-r', '--requirement', '--no-cache-dir', '--no-compile', '-q', '--quiet', '--no-input']);

/** Packages of which there is more than one build, or that share a module with another. */
const rivals =
  /^(?:torch|psycopg2|opencv-|pycrypto|(?:py)?jwt|(?:py)?serial|pillow|python-magic|file-magic|(?:python-)?slugify|tensorflow|onnxruntime)/;

/** Variables that say where packages come from. */
const sources = /^(?:PIP|UV|POETRY|PIPENV)_.*(?:INDEX|LINKS|HOST|REPOSITORIES|MIRROR)/;

const nativeOf = new WeakMap<Catalog, ReadonlySet<string>>();

/** Names of the packages that need something of the system. */
function nativeNames(catalog: Catalog): ReadonlySet<string> {
  let names = nativeOf.get(catalog);
  if (names === undefined) {
    names = new Set(catalog.nativePackages.map(({ name }) => name));
    nativeOf.set(catalog, names);
  }
  return names;
}

function isNotable({ name, kind, hashed, text }: Requirement, natives: ReadonlySet<string>): boolean {
  if (kind !== 'name' || hashed || text.includes('git+')) return true;
  return name !== null && (natives.has(name) || isDevelopmentTool(name) || rivals.test(name));
}

/** `pip install -r requirements.txt`, and nothing else. */
function isPlain({ tool, action, operands, options }: PipCommand): boolean {
  return (
    tool === 'pip' &&
    action === 'install' &&
    operands.length === 0 &&
    options.every(({ name, value }) => plainOptions.has(name) && !/dev|test|lint|ci/i.test(value ?? ''))
  );
}

/** Whether a RUN calls pip in another way than that, or configures it. */
function callsPipApart(run: PlacedRun): boolean {
  return run.commands.some((command) => {
    const pip = readPip(command);
    return pip === null ? command.words.some(({ text }) => text === 'config') : !isPlain(pip);
  });
}

/** Whether a RUN runs Python for something else than pip or a virtual environment. */
function runsPythonApart(run: PlacedRun): boolean {
  return run.invocations.some(
    ({ program, words, command }) =>
      isPython(program) && readPip(command) === null && !(words[0]?.text === '-m' && words[1]?.text === 'venv'),
  );
}

/**
 * Whether a build installs packages that there is something to say of, installs in another way than from a file of
 * requirements, or runs programs of packages.
 */
export function usesPackages(build: Build, instructions: readonly Instruction[]): boolean {
  const natives = nativeNames(build.catalog);
  return (
    runs(build, 'pip').some(callsPipApart) ||
    runs(build, pythonName).some(runsPythonApart) ||
    isCalled(build, ...installersAndPrograms) ||
    build.stages.some(({ steps }) =>
      steps.some(({ requirements }) => requirements.some((each) => isNotable(each, natives))),
    ) ||
    instructions.some(
      (instruction) =>
        (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') &&
        instruction.assignments.some(({ name }) => sources.test(name.text)),
    )
  );
}

const installersAndPrograms = [
  ...['pipx', 'uv', 'poetry', 'pipenv'],
  ...['playwright', 'hf', 'huggingface-cli', 'manage.py', 'django-admin', 'alembic', 'flask'],
];
