import { indexCatalog } from '../../catalog/look-up';
import type { Argument } from '../invocation';
import { resolvePath } from '../paths';
import type { InstalledPackage } from '../types';
import type { Running } from './running';

/**
 * `python -m MODULE` where only a package that is certainly not installed brings the module. Reports it; `true` where it
 * did.
 */
export function reportMissingModule(running: Running, argument: Argument): boolean {
  const { walk, workingDirectory, invocation } = running;
  const { modules, wheels } = indexCatalog(walk.catalog);
  const module = argument.text.split('.')[0] ?? '';
  const bringers = argument.known ? (modules.get(module) ?? []) : [];
  const [bringer] = bringers;
  if (bringer === undefined || !walk.certain || !walk.packagesCertain) return false;
  const ownName = module.replaceAll('_', '-');
  const mayBring = ({ name }: InstalledPackage) => bringers.includes(name) || name === ownName || !wheels.has(name);
  const isOpen = walk.state.pythonEnvironments.some(({ packages }) => packages.some(mayBring));
  if (isOpen || liesInFolder(running, workingDirectory, module) || (running.variables('PYTHONPATH') ?? '') !== '')
    return false;
  // Debian has packages of Python modules, too.
  if (walk.osPackagesAdded || walk.profile.variant === 'full') return false;
  walk.fail('module-not-found:to-run', argument.range, `${invocation.name} -m ${argument.text}`, bringer);
  return true;
}

function liesInFolder({ walk }: Running, folder: string, module: string): boolean {
  return [`${module}.py`, module].some((name) => walk.lookUp(resolvePath(folder, name)) !== 'missing');
}
