import { describe, expect, it } from 'vitest';
import { rules as decisions } from '../rules/decisions.generated';
import { examplesOfRules } from '../rules/examples.generated';
import { rules as first } from '../rules/first.generated';
import { rules as managers } from '../rules/managers.generated';
import { rules } from '../rules/registry.generated';
import { rules as system } from '../rules/system.generated';
import { exampleProject } from './example-project';
import { listAskedParts } from './parts-of-rules';
import { buildProject } from './testing/build-project';

const texts = Object.values(examplesOfRules).flat();
const builds = texts.flatMap(({ bad, good, files, goodFiles, bulk, settings }) => [
  buildProject(exampleProject(bad, files, bulk), settings),
  buildProject(exampleProject(good, { ...files, ...goodFiles }, bulk), settings),
]);

describe('the parts of the rules', () => {
  it('are all of them together', () => {
    const ids = [...first, ...decisions, ...managers, ...system].map((rule) => rule.id);
    expect(ids.toSorted()).toEqual(rules.map((rule) => rule.id).toSorted());
    expect(first.every((rule) => rule.part === undefined)).toBe(true);
  });

  it.each(rules.filter(({ part }) => part !== undefined).map((rule) => ({ rule, id: rule.id })))(
    'leave nothing of $id out: where its part is not asked for, it finds nothing',
    ({ rule }) => {
      const told = builds.filter((build) => rule.check(build).length > 0);
      expect(told.length).toBeGreaterThan(0);
      expect(told.filter((build) => !listAskedParts(build).some((part) => part === rule.part))).toEqual([]);
    },
  );

  it('are not asked for by a plain Dockerfile', () => {
    const dockerfile = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n';
    expect(listAskedParts(buildProject(exampleProject(dockerfile)))).toEqual([]);
    expect(listAskedParts(buildProject(exampleProject(`${dockerfile}RUN uv sync\nRUN apt-get update\n`)))).toEqual([
      'managers',
      'system',
    ]);
  });
});
