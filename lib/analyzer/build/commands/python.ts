import { readFigure } from '../../catalog/look-up';
import { pipItself } from '../initial-state';
import type { Argument } from '../invocation';
import { baseName, resolvePath } from '../paths';
import { findEnvironment } from '../programs';
import { sitePackages } from '../site-packages';
import { walkBuildFrontend } from './distributions';
import type { RunProgram } from './inside-environment';
import { reportMissingModule } from './missing-module';
import { walkPip } from './pip';
import { fetchData, onlyTells } from './python-programs';
import type { Running } from './running';

/** Modules that do what a program of the same name does, under the name of that program. */
const programsAsModules: ReadonlyMap<string, string> = new Map([
  ['poetry', 'poetry'],
  ['pipenv', 'pipenv'],
  ['pdm', 'pdm'],
  ['pipx', 'pipx'],
  ['uv', 'uv'],
  ['hatch', 'hatch'],
  ['flit', 'flit'],
]);

/** Walks a call of Python; `false` where nobody knows what it does. */
export function runPython(running: Running, run: RunProgram): boolean {
  const { invocation } = running;
  const words = invocation.words.filter((word) => !/^-[uBEIsSOdvqb]+$/.test(word.text));
  const [option, module, ...rest] = words;
  if (option === undefined) return invocation.command.joint !== 'pipe';
  if (/^(-V|--version|-VV|--help|-h)$/.test(option.text)) return true;
  if (option.text === '-m' && module !== undefined)
    return reportMissingModule(running, module) || runModule(running, module.text, rest, run);
  if (option.text === '-c') return module?.known === true && onlyTells(module.text);
  if (option.text.startsWith('-')) return false;
  if (reportMissingScript(running, option)) return true;
  return baseName(option.text) === 'get-pip.py' && givePip(running);
}

/** `python -m MODULE …`: what the module of that name does with the words after it. */
function runModule(running: Running, module: string, words: readonly Argument[], run: RunProgram): boolean {
  const { program } = running.invocation;
  const runAs = (name: string, rest: readonly Argument[]) => {
    run({ ...running, invocation: { ...running.invocation, program: name, name, words: rest } });
    return true;
  };
  switch (module) {
    case 'pip':
      walkPip(running, program, words);
      return true;
    case 'venv':
    case 'virtualenv':
      running.walk.shared.tools.walkVenv(running, program, words, module);
      return true;
    case 'ensurepip':
      return ensurePip(running);
    case 'build':
      return walkBuildFrontend(running, words);
    case 'piptools':
      return ['compile', 'sync'].includes(words[0]?.text ?? '') && runAs(`pip-${words[0]?.text}`, words.slice(1));
    case 'site':
    case 'json.tool':
    case 'timeit':
    case 'sysconfig':
    case 'platform':
      return true;
    default: {
      if (fetchData(running, module, words)) return true;
      const name = programsAsModules.get(module);
      return name !== undefined && runAs(name, words);
    }
  }
}

/** `python -m ensurepip`: unpacks the pip that Python carries. Debian and Ubuntu switch it off for their own Python. */
function ensurePip(running: Running): boolean {
  const { walk, invocation, variables } = running;
  const owner = findEnvironment(invocation.program, walk, variables);
  if (owner === null) return false;
  if (owner.path === '/usr' && ['debian', 'ubuntu'].includes(walk.profile.distribution) && walk.certain) {
    walk.fail('command-fails:ensurepip', invocation.command.range);
    return true;
  }
  return givePip(running);
}

/** `ensurepip` and `get-pip.py` put a pip into the Python that runs them. */
function givePip({ walk, invocation, variables }: Running): boolean {
  const owner = findEnvironment(invocation.program, walk, variables);
  if (owner === null) return false;
  if (owner.packages.some((entry) => entry.name === 'pip')) return true;
  const bytes = readFigure(walk.catalog, 'pip-in-base');
  walk.hold(`${sitePackages(owner)}/pip`, 'python', 'pip', bytes);
  walk.putEnvironment({ ...owner, packages: [...owner.packages, pipItself(walk.catalog, bytes)] });
  walk.spend(readFigure(walk.catalog, 'pip-start-seconds'));
  return true;
}

/** A program of the project: that it is not there is a failure; what it does, nobody knows, so that `false` comes back. */
function reportMissingScript({ walk, workingDirectory }: Running, option: Argument): boolean {
  const path = resolvePath(workingDirectory, option.text);
  if (!option.known || walk.lookUp(path) !== 'missing') return false;
  walk.fail('missing-script:of-python', option.range, path);
  return true;
}
