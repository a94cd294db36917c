import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import document from '@/content/catalog.generated.json';
import { completeCatalog } from '../catalog/complete';
import { exampleProject } from '../rules-support/example-project';
import { fixAll } from './apply';
import { check, findFaultyFixes } from './testing/check-fixes';
import { companions, dockerfiles } from './testing/dockerfiles';

const catalog = completeCatalog(document);
/** The same Dockerfiles in every run of the tests; `npm run fuzz -- analyzer` makes others. */
const seed = 11;

describe('the fixes of a generated Dockerfile', () => {
  it('silence their finding, add none as bad, keep comments and line endings, and never cost points', () => {
    fc.assert(
      fc.property(dockerfiles, (text) => {
        expect(findFaultyFixes(exampleProject(text, companions), catalog)).toEqual([]);
      }),
      { numRuns: 25, seed },
    );
  }, 120_000);

  it('leave nothing to do when all safe ones are applied a second time', () => {
    fc.assert(
      fc.property(dockerfiles, (text) => {
        const analyze = (project: Parameters<typeof check>[0]) => check(project, catalog).findings;
        const once = fixAll(exampleProject(text, companions), analyze);
        expect(fixAll(once.project, analyze).project).toEqual(once.project);
      }),
      { numRuns: 15, seed },
    );
  }, 120_000);
});
