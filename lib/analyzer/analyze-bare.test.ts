import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import document from '@/content/catalog.generated.json';
import { readLessons } from '../content/lessons';
import { selectKnowledge } from './all-knowledge';
import { analyzeBare } from './analyze-bare';
import { completeCatalog } from './catalog/complete';
import { fillInAnalysis } from './fill-in-texts';
import { companions, dockerfiles } from './fixes/testing/dockerfiles';
import { analyze } from './index';
import type { Project } from './project';
import { examplesOfRules } from './rules/examples.generated';
import { exampleProject } from './rules-support/example-project';
import type { Settings } from './settings/types';

const options = { catalog: completeCatalog(document), today: '2026-11-01' };

/** As the page does it: what a look asks for is there at the next one, and nothing else. */
function analyzeInRounds(project: Project, settings: Partial<Settings>) {
  const asked = new Set<string>();
  for (;;) {
    const { analysis, parts } = analyzeBare(project, { ...options, settings }, selectKnowledge(asked));
    if (parts.every((part) => asked.has(part))) return fillInAnalysis(analysis);
    for (const part of parts) asked.add(part);
  }
}

function expectTheSame(project: Project, settings: Partial<Settings> = {}): void {
  expect(analyzeInRounds(project, settings)).toEqual(analyze(project, { ...options, settings }));
}

describe('an analysis without what it asks for', () => {
  it('asks for what failures say once nothing else is missing that the build asks for', () => {
    const project = exampleProject('FROM python:3.13-slim\nRUN apt-get install -y nothing-of-that-name\n', {});
    const ask = (...parts: readonly string[]) =>
      analyzeBare(project, options, selectKnowledge(new Set(parts))).parts.toSorted();
    expect(ask()).toEqual(['rebuilds', 'system']);
    expect(ask('system')).toEqual(['failures', 'rebuilds', 'system']);
  });

  it.each([
    { comment: '# hadolint ignore=DL3042', parts: ['packages', 'rebuilds', 'silences'] },
    { comment: '# check=skip=JSONArgsRecommended', parts: ['packages', 'rebuilds', 'silences'] },
    { comment: '# layerwise ignore=no-pip-cache because why not', parts: ['packages', 'rebuilds', 'silences'] },
    { comment: '# checks the health, and ignores the rest', parts: ['packages', 'rebuilds'] },
  ])('asks for what silences findings where a comment may: $comment', ({ comment, parts }) => {
    const project = exampleProject(`FROM python:3.13-slim\n${comment}\nRUN pip install flask\n`, {});
    expect(analyzeBare(project, options, selectKnowledge(new Set())).parts.toSorted()).toEqual(parts);
  });

  it('asks for what silences findings of another file where a comment of that file may', () => {
    const ask = (requirements: string) =>
      analyzeBare(
        exampleProject('FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n', {
          'requirements.txt': requirements,
        }),
        options,
        selectKnowledge(new Set()),
      ).parts;
    expect(ask('flask  # layerwise ignore=unpinned-requirements\n')).toContain('silences');
    expect(ask('flask  # the newest\n')).not.toContain('silences');
  });
});

describe('an analysis with what it asks for and nothing else', () => {
  it.each(Object.entries(examplesOfRules))('is that with everything: the examples of %s', (_, examples) => {
    for (const { bad, good, files, goodFiles, bulk, settings } of examples) {
      expectTheSame(exampleProject(bad, files, bulk), settings);
      expectTheSame(exampleProject(good, { ...files, ...goodFiles }, bulk), settings);
    }
  });

  it.each(readLessons().map(({ track, name, start, solution }) => [`${track}/${name}`, start, solution] as const))(
    'is that with everything: %s',
    (_, start, solution) => {
      expectTheSame(start);
      expectTheSame(solution);
    },
  );

  it('is that with everything: generated Dockerfiles', () => {
    fc.assert(
      fc.property(dockerfiles, (dockerfile) => {
        expectTheSame(exampleProject(dockerfile, companions));
      }),
      { numRuns: 200 },
    );
  });
});
