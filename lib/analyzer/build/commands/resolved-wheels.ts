import { isDevelopmentTool } from '../../catalog/development-tools';
import type { ResolvedWheel } from '../../catalog/wheels';
import { type Estimate, sum } from '../../estimate';
import { rememberAnswers } from '../../remember';
import { makePiece, type Piece } from '../contents';

/** What the packages of one install come to together. */
export interface WheelTotals {
  readonly installed: Estimate;
  readonly bytecode: Estimate;
  readonly compressed: Estimate;
  readonly names: ReadonlySet<string>;
  /** Names of those of which the catalog has no record. */
  readonly unrecorded: readonly string[];
  /** Names of those that the program itself needs: all but development tools and what only they pull in. */
  readonly needed: ReadonlySet<string>;
}

const totals = rememberAnswers<readonly ResolvedWheel[], WheelTotals>(1);

/** Adds the packages of an install up. Remembered: the same list comes back for the same requirements. */
export function totalWheels(wheels: readonly ResolvedWheel[]): WheelTotals {
  return totals(wheels, '', () => ({
    installed: sum(wheels.map((wheel) => wheel.installed)),
    bytecode: sum(wheels.map((wheel) => wheel.bytecode)),
    compressed: sum(wheels.map((wheel) => wheel.compressed)),
    names: new Set(wheels.map((wheel) => wheel.name)),
    unrecorded: wheels.filter((wheel) => wheel.record === null).map((wheel) => wheel.name),
    needed: namesForProgram(wheels),
  }));
}

function namesForProgram(wheels: readonly ResolvedWheel[]): ReadonlySet<string> {
  const byName = new Map(wheels.map((wheel) => [wheel.name, wheel]));
  const needed = new Set<string>();
  const queue = wheels.filter((wheel) => wheel.direct && !isDevelopmentTool(wheel.name)).map((wheel) => wheel.name);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    const record = byName.get(name)?.record;
    queue.push(...(record?.requires ?? []), ...Object.values(record?.extras ?? {}).flat());
  }
  return needed;
}

const layouts = rememberAnswers<readonly ResolvedWheel[], readonly Piece[]>(20);

/** Where the packages come to lie in a folder of packages, with their bytecode where the installer compiles. Remembered. */
export function layOutWheels(wheels: readonly ResolvedWheel[], folder: string, compiles: boolean): readonly Piece[] {
  return layouts(wheels, `${folder} ${compiles}`, () => {
    const { needed } = totalWheels(wheels);
    return wheels.flatMap(({ name: label, installed, bytecode }) => {
      const kind = label === 'pip' ? 'python' : needed.has(label) ? 'python-packages' : 'build-tools';
      const path = `${folder}/${label}`;
      const own = makePiece(path, kind, label, installed);
      return compiles ? [own, makePiece(`${path}/__pycache__`, kind, label, bytecode)] : [own];
    });
  });
}
