import { indexCatalog } from '../../catalog/look-up';
import { baseName } from '../paths';
import { isInterpreter, isPip } from '../programs';
import type { StageWalk } from '../stage-walk';

/** What advice on an image goes by. */
export type Surroundings = Pick<StageWalk, 'catalog' | 'profile' | 'state'>;

/** What to do about a program that the image does not have: a sentence. */
export function adviseInstallation(program: string, { catalog, profile, state }: Surroundings): string {
  const name = baseName(program);
  const record = indexCatalog(catalog).programs.get(name);
  const { distribution } = profile;
  const [package_] = (distribution === 'alpine' ? record?.alpine : record?.debian) ?? [];
  const hasPython3 = state.pythonEnvironments.some((environment) => environment.path === '/usr');
  if (program.includes('/')) return 'Correct the path, or copy or make the file in an earlier step.';
  if (name === 'python' && hasPython3) return 'Call it `python3`, as Debian and Ubuntu name it.';
  if (package_ !== undefined)
    return `Install the package \`${package_}\` in an earlier step, or start from an image that has \`${name}\`.`;
  if (isInterpreter(name) || isPip(name)) return 'Start from a `python` image, or install Python in an earlier step.';
  if (name === 'sudo') return 'Leave `sudo` out: a build runs as root unless USER says otherwise.';
  if (record !== undefined) return `This distribution has no \`${name}\`: use its own package manager.`;
  return `Install what brings \`${name}\` in an earlier step.`;
}
