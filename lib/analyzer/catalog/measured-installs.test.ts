import { describe, expect, it } from 'vitest';
import measurements from '@/content/measurements/apt-debian-trixie.json';
import { catalog } from '../build/testing/project';
import { resolveOsPackages } from './os-packages';
import { listBasePackages } from './package-sets';

const variants = new Map([
  ['python:3.13-slim', 'slim'],
  ['python:3.13', 'full'],
  ['debian:trixie-slim', 'minimal'],
] as const);

/** What the catalog says of a measured installation. The stand-ins of the official images keep documentation. */
function predict({ base, names, recommends }: (typeof measurements.installs)[number]) {
  const variant = [...variants].find(([name]) => name === base)?.[1] ?? 'minimal';
  const present = listBasePackages({ distribution: 'debian', release: 'trixie', variant }, catalog);
  const { packages, bookkeeping } = resolveOsPackages(
    { distribution: 'debian', release: 'trixie', names, recommends, present, documentation: true },
    catalog,
  );
  return {
    present,
    names: packages.map((entry) => entry.name).sort(),
    bytes: packages.reduce((total, entry) => total + entry.bytes.likely, bookkeeping.likely),
  };
}

const cases = measurements.installs.map(
  (entry) =>
    [`${entry.names.join(' ')}${entry.recommends ? ' with recommendations' : ''} on ${entry.base}`, entry] as const,
);

describe('installations that a real engine measured', () => {
  it.each(cases)('bring the packages that the index says: %s', (_, entry) => {
    const { names, present } = predict(entry);
    // The official images hold a few packages, such as adduser, that their stand-ins lack.
    expect(names).toEqual(entry.packages.filter((name) => !present.has(name)).sort());
  });

  it('are as big as the catalog says: within 1 % at the median, 8 % at the worst', () => {
    const errors = cases.map(([, entry]) => Math.abs(predict(entry).bytes / entry.bytes - 1)).sort((a, b) => a - b);
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.01);
    expect(errors.at(-1)).toBeLessThan(0.08);
  });
});
