import { describe, expect, it } from 'vitest';
import { findReruns } from './rebuild/reruns';
import { defineRule } from './rules/types';
import { exampleProject } from './rules-support/example-project';
import { buildProject } from './rules-support/testing/build-project';
import { checkRules } from './run-rules';
import { gradeBuild } from './score/grade';
import { summariseBuild } from './summarise';

const build = buildProject(
  exampleProject('FROM python:3.13-slim\n# layerwise ignore=no-pip-cache\nRUN pip install flask==3.0.3\n'),
);

const options = { ruleset: 'test', findReruns };

describe('summarising a build', () => {
  it('says which rule could not be checked', () => {
    const faulty = defineRule({
      id: 'faulty',
      severity: 'info',
      codes: {},
      check: () => {
        throw new Error('a bug');
      },
    });
    const run = checkRules(build, [faulty]);
    const { unknown } = summariseBuild(build, run, gradeBuild(build, run.findings), options);
    expect(unknown).toEqual([
      ...build.unknown,
      'the rule `faulty` could not be checked on these files, because of a fault of its own',
    ]);
  });

  it('keeps apart what is silenced and what is found', () => {
    const run = checkRules(build);
    const { findings, silenced } = summariseBuild(build, run, gradeBuild(build, run.findings), options);
    expect(silenced).toEqual([{ rule: 'no-pip-cache', file: 'Dockerfile', line: 3 }]);
    expect(findings.map((finding) => finding.rule)).not.toContain('no-pip-cache');
  });
});
