/**
 * npm run truth -- --fit [DIR...]: finds the duration figures with which the symbolic build comes nearest to the times of the
 * cases, and prints them beside today's; it writes nothing. Every third case is held back: its error tells whether the
 * figures found hold for builds that were not looked at.
 *
 * Method: coordinate descent on the mean squared logarithm of predicted over real seconds, so that a build twice too long
 * counts as one twice too short; figures move in steps that become finer.
 */
import type { Catalog } from '@/lib/analyzer';
import { readCatalog } from '@/lib/content/catalog';
import { judge } from './judge';
import { findCases, readCase, type TruthCase } from './read-case';

/** Seconds that the cases tell of; those that few or none of them use keep their value. */
const fitted = [
  'apt-update-seconds',
  'apt-install-seconds',
  'apt-seconds-per-byte',
  'apt-python-seconds',
  'compile-seconds-per-byte',
  'venv-seconds',
  'pip-start-seconds',
  'pip-seconds-per-package',
  'pip-seconds-per-byte',
  'uv-start-seconds',
  'uv-seconds-per-package',
  'uv-seconds-per-byte',
  'run-seconds',
  'copy-seconds',
  'working-directory-seconds',
  'export-start-seconds',
] as const;

/** A figure is multiplied or divided by these, in turn. */
const factors = [1.5, 1.2, 1.08, 1.03];
const rounds = 3;

type Values = Readonly<Record<string, number>>;

function withFigures(catalog: Catalog, values: Values): Catalog {
  return {
    ...catalog,
    figures: catalog.figures.map((figure) => {
      const value = values[figure.name];
      // A range that leaves the value out would be mended by the reader of figures.
      return value === undefined ? figure : { ...figure, value, low: figure.low ?? value, high: figure.high ?? value };
    }),
  };
}

/** Logarithms of predicted over real seconds. */
function errorsOf(cases: readonly TruthCase[], catalog: Catalog, today: string): readonly number[] {
  return cases.flatMap(({ name, project, truth }) => {
    const { seconds } = judge(name, project, { ...truth, edits: [] }, { catalog, today });
    return seconds === null || seconds.real <= 0 ? [] : [Math.log(seconds.predicted / seconds.real)];
  });
}

function meanSquare(errors: readonly number[]): number {
  return errors.reduce((sum, error) => sum + error ** 2, 0) / Math.max(1, errors.length);
}

function tellErrors(errors: readonly number[]): string {
  const factorsOff = errors.map((error) => Math.exp(Math.abs(error))).toSorted((one, other) => one - other);
  const median = factorsOff[factorsOff.length >> 1] ?? 1;
  const within = factorsOff.filter((factor) => factor <= 1.5).length;
  const worst = factorsOff.at(-1) ?? 1;
  return `median factor ${median.toFixed(2)}, worst ${worst.toFixed(2)}, ${within} of ${errors.length} within 1.5`;
}

/** Moves one figure after the other as long as that makes the error smaller. */
function descend(start: Values, errorOf: (values: Values) => number): Values {
  let values = start;
  let best = errorOf(values);
  const improve = (name: string, change: number) => {
    const tried = { ...values, [name]: (values[name] ?? 0) * change };
    const error = errorOf(tried);
    if (error < best) [best, values] = [error, tried];
  };
  for (const factor of factors) {
    for (let round = 0; round < rounds; round++) {
      for (const name of fitted) for (const change of [factor, 1 / factor]) improve(name, change);
    }
  }
  return values;
}

/** Prints figures found on two thirds of the cases, and how far off all of them are with today's and with those. */
export function fitFigures(folders: readonly string[]): void {
  const catalog = readCatalog();
  const today = new Date().toISOString().slice(0, 10);
  const cases = folders.flatMap((folder) => findCases(folder)).map(readCase);
  const timed = cases.filter(({ truth }) => truth.seconds !== undefined && truth.measured.machine !== undefined);
  const held = timed.filter((_, place) => place % 3 === 2);
  const used = timed.filter((_, place) => place % 3 !== 2);
  const before = Object.fromEntries(
    catalog.figures.flatMap(({ name, value }) => (fitted.some((each) => each === name) ? [[name, value]] : [])),
  );
  const values = descend(before, (tried) => meanSquare(errorsOf(used, withFigures(catalog, tried), today)));
  const found = withFigures(catalog, values);
  console.log(`today: fitted on ${tellErrors(errorsOf(used, catalog, today))}`);
  console.log(`       held back ${tellErrors(errorsOf(held, catalog, today))}`);
  console.log(`found: fitted on ${tellErrors(errorsOf(used, found, today))}`);
  console.log(`       held back ${tellErrors(errorsOf(held, found, today))}\n`);
  for (const name of fitted) console.log(`${name}: ${before[name]} -> ${Number((values[name] ?? 0).toPrecision(3))}`);
}
