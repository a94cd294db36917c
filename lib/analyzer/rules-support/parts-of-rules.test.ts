import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLessons } from '../../content/lessons';
import type { Build } from '../build/types';
import { companions, dockerfiles } from '../fixes/testing/dockerfiles';
import { rules as bases } from '../rules/bases.generated';
import { rules as configuration } from '../rules/configuration.generated';
import { rules as decisions } from '../rules/decisions.generated';
import { rules as downloads } from '../rules/downloads.generated';
import { examplesOfRules } from '../rules/examples.generated';
import { rules as first } from '../rules/first.generated';
import { rules as packages } from '../rules/packages.generated';
import { rules as projects } from '../rules/projects.generated';
import { rules } from '../rules/registry.generated';
import { rules as scripts } from '../rules/scripts.generated';
import { rules as stages } from '../rules/stages.generated';
import { rules as system } from '../rules/system.generated';
import { exampleProject } from './example-project';
import { listAskedParts } from './parts-of-rules';
import { buildProject } from './testing/build-project';

const texts = Object.values(examplesOfRules).flat();
const examples = texts.flatMap(({ bad, good, files, goodFiles, bulk, settings }) => [
  buildProject(exampleProject(bad, files, bulk), settings),
  buildProject(exampleProject(good, { ...files, ...goodFiles }, bulk), settings),
]);
const lessons = readLessons().flatMap(({ start, solution }) => [buildProject(start), buildProject(solution)]);

/** What a rule finds in builds that do not ask for its part: a few words for each. */
function findMissed(builds: readonly Build[]): readonly string[] {
  return builds.flatMap((build) => {
    const parts = listAskedParts(build);
    return rules
      .filter(({ part }) => part !== undefined && !parts.includes(part))
      .filter((rule) => rule.check(build).length > 0)
      .map(({ id, part }) => `${id} of ${part} in ${JSON.stringify(build.dockerfile.text)}`);
  });
}

/** The instructions of the examples one by one, continuations and heredocs left whole: what generated Dockerfiles are made of. */
const instructions = examples.flatMap(({ dockerfile: { text, instructions: all } }) =>
  all.filter(({ keyword }) => keyword !== 'FROM').map(({ range }) => text.slice(range.start, range.end)),
);
const shuffled = fc
  .tuple(
    fc.constantFrom('python:3.13-slim', 'python:3.12', 'python:3.13-alpine', 'debian:trixie-slim', 'ubuntu:24.04'),
    fc.array(fc.constantFrom(...new Set(instructions)), { maxLength: 8 }),
  )
  .map(([base, lines]) => [`FROM ${base}`, ...lines].join('\n'));

describe('the parts of the rules', () => {
  it('are all of them together', () => {
    const parts = [first, bases, configuration, decisions, downloads, packages, projects, scripts, stages, system];
    expect(
      parts
        .flat()
        .map((rule) => rule.id)
        .toSorted(),
    ).toEqual(rules.map((rule) => rule.id).toSorted());
    expect(first.every((rule) => rule.part === undefined)).toBe(true);
  });

  it.each(rules.filter(({ part }) => part !== undefined).map((rule) => ({ rule, id: rule.id })))(
    'leave nothing of $id out: where its part is not asked for, it finds nothing',
    ({ rule }) => {
      const told = examples.filter((build) => rule.check(build).length > 0);
      expect(told.length).toBeGreaterThan(0);
      expect(told.filter((build) => !listAskedParts(build).some((part) => part === rule.part))).toEqual([]);
    },
  );

  it('leave nothing out of any example or lesson', () => {
    expect(findMissed([...examples, ...lessons])).toEqual([]);
  });

  it('leave nothing out of generated Dockerfiles', () => {
    fc.assert(
      fc.property(fc.oneof(dockerfiles, shuffled), (dockerfile) => {
        expect(findMissed([buildProject(exampleProject(dockerfile, companions))])).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  const plain = [
    'FROM python:3.13-slim',
    'WORKDIR /app',
    'ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1',
    'COPY requirements.txt .',
    'RUN pip install -r requirements.txt',
    'COPY . .',
    'USER 1000',
    'EXPOSE 8000',
    'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]',
  ];

  it.each<{ readonly what: string; readonly lines: readonly string[]; readonly parts: readonly string[] }>([
    { what: 'a plain Dockerfile', lines: [], parts: [] },
    {
      what: 'the full image in a stage',
      lines: ['FROM python:3.13', 'FROM python:3.13-slim'],
      parts: ['bases', 'stages'],
    },
    { what: 'apt', lines: ['RUN apt-get update'], parts: ['system'] },
    { what: 'uv', lines: ['RUN uv sync'], parts: ['packages', 'projects', 'stages'] },
    { what: 'a package by its name', lines: ['RUN pip install flask'], parts: ['packages'] },
    { what: 'a loop', lines: ['RUN for name in a b; do mkdir $name; done'], parts: ['scripts'] },
    { what: 'a parenthesis that closes nothing', lines: ['RUN mkdir a) && mkdir b'], parts: ['scripts'] },
    { what: 'a health check', lines: ['HEALTHCHECK CMD ["python", "check.py"]'], parts: ['configuration'] },
    { what: 'a second stage', lines: ['FROM python:3.13-slim'], parts: ['stages'] },
  ])('are asked for where they are needed: $what', ({ lines, parts }) => {
    const files = { 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n', 'app.py': 'import flask\n' };
    const dockerfile = [...plain.slice(0, 3), ...lines, ...plain.slice(3)].join('\n');
    expect(listAskedParts(buildProject(exampleProject(dockerfile, files)))).toEqual(parts);
  });
});
