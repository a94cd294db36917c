import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import { checkRules } from '../run-rules';
import { mostVariables } from './state-changes';

const names = Array.from({ length: mostVariables + 50 }, (_, index) => `NAME_${index}`);
const text = `FROM python:3.13-slim\n${names.map((name) => `ENV ${name}=1\n`).join('')}WORKDIR /$NAME_${mostVariables + 49}\n`;

describe('the variables of a stage', () => {
  const build = buildProject(exampleProject(text));

  it('are kept up to a bound, and it is said that there are more', () => {
    expect(build.target?.after.environment.size).toBe(mostVariables);
    expect(build.unknown).toContain(`variables beyond the first ${mostVariables}`);
  });

  it('are not called undefined beyond the bound', () => {
    expect(checkRules(build).findings.filter((finding) => finding.rule === 'undefined-variable')).toEqual([]);
  });
});
