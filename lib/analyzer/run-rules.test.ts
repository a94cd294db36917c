import { describe, expect, it } from 'vitest';
import { defineRule, type Rule } from './rules/types';
import { exampleProject } from './rules-support/example-project';
import { buildProject } from './rules-support/testing/build-project';
import { checkRules, runRules } from './run-rules';

function rulesOf(dockerfile: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  return runRules(buildProject(exampleProject(dockerfile, files))).map((finding) => finding.rule);
}

function rule(id: string, check: Rule['check']): Rule {
  return defineRule({ id, severity: 'info', codes: {}, check });
}

const build = buildProject(exampleProject('FROM python:3.13-slim\nRUN true\nRUN false\n'));

describe('running rules', () => {
  it('completes a report with what its rule says and the line, and leaves its texts to others', () => {
    const { findings } = checkRules(build, [rule('one', () => [{ range: { start: 22, end: 25 }, why: 'Here.' }])]);
    expect(findings).toEqual([
      {
        rule: 'one',
        severity: 'info',
        why: 'Here.',
        file: 'Dockerfile',
        range: { start: 22, end: 25 },
        line: 2,
        stage: null,
        saves: {},
        fix: null,
        codes: {},
      },
    ]);
  });

  it('sorts by file, position, severity and id', () => {
    const files = { 'requirements.txt': 'flask==3.1.2\n' };
    const project = exampleProject('FROM python:3.13-slim\nRUN true\nRUN false\n', files);
    const { findings } = checkRules(buildProject(project), [
      rule('late', () => [{ range: { start: 31, end: 34 } }]),
      rule('other-file', () => [{ range: { start: 0, end: 1 }, file: 'requirements.txt', severity: 'error' }]),
      rule('early-b', () => [{ range: { start: 0, end: 4 } }]),
      rule('early-a', () => [{ range: { start: 0, end: 4 } }]),
      rule('early-error', () => [{ range: { start: 0, end: 4 }, severity: 'error' }]),
    ]);
    expect(findings.map((finding) => finding.rule)).toEqual([
      'early-error',
      'early-a',
      'early-b',
      'late',
      'other-file',
    ]);
  });

  it('tells nothing of a file that is none of the project', () => {
    const { findings } = checkRules(build, [rule('made', () => [{ range: { start: 0, end: 4 }, file: 'made.txt' }])]);
    expect(findings).toEqual([]);
  });

  it('hands back a rule that throws and keeps the others', () => {
    const error = new Error('a bug');
    const { findings, broken } = checkRules(build, [
      rule('broken', () => {
        throw error;
      }),
      rule('whole', () => [{ range: { start: 0, end: 4 } }]),
    ]);
    expect(findings.map((finding) => finding.rule)).toEqual(['whole']);
    expect(broken).toEqual([{ rule: 'broken', error }]);
  });

  it('breaks no rule on odd input', () => {
    const odd = [
      '',
      '\uFEFF',
      'FROM',
      'FROM $A',
      'FROM a\nCOPY',
      'RUN x',
      'FROM scratch\nCMD []\n',
      'FROM a\nRUN <<EOF\n',
      'FROM a AS b\nFROM b AS a\nFROM a\nONBUILD RUN cd /\n',
      'FROM x\nRUN ["pip", "install"]\nENTRYPOINT [""]\nCOPY --from=9 . .\n',
      'FROM a\r\nRUN apt-get \\\r\n  update\r\n',
    ];
    for (const text of odd) expect(checkRules(buildProject(exampleProject(text))).broken, text).toEqual([]);
  });
});

describe('silencing a finding', () => {
  const dockerfile = (comment: string) => `FROM python:3.13-slim\n${comment}\nRUN pip install flask==3.0.3\n`;

  it('finds the cache of pip without a comment', () => {
    expect(rulesOf(dockerfile('# install'))).toContain('no-pip-cache');
  });

  const cases = [
    { sentence: 'by the id of the rule', comment: '# layerwise ignore=no-pip-cache because the stage is thrown away' },
    { sentence: 'by one of several ids', comment: '# layerwise ignore=root-user, no-pip-cache' },
    { sentence: 'by the code of hadolint', comment: '# hadolint ignore=DL3042' },
    { sentence: 'by one of several codes', comment: '# hadolint ignore=DL3013,DL3042' },
    { sentence: 'for the whole file', comment: '# hadolint global ignore=DL3042' },
  ];
  it.each(cases)('works $sentence', ({ comment }) => {
    expect(rulesOf(dockerfile(comment))).not.toContain('no-pip-cache');
  });

  it('hands back what it silences, with the place', () => {
    const build = buildProject(exampleProject(dockerfile('# layerwise ignore=no-pip-cache because of a test')));
    expect(checkRules(build).silenced).toEqual([{ rule: 'no-pip-cache', file: 'Dockerfile', line: 3 }]);
    expect(checkRules(buildProject(exampleProject(dockerfile('# install')))).silenced).toEqual([]);
  });

  it('reaches the whole stage, and no other, where it says so above a FROM', () => {
    const stage = 'FROM python:3.13-slim\n# a comment that silences nothing\nRUN pip install flask==3.0.3\n';
    const lines = checkRules(buildProject(exampleProject(`${stage}# hadolint stage ignore=DL3042\n${stage}${stage}`)))
      .findings.filter((finding) => finding.rule === 'no-pip-cache')
      .map((finding) => finding.line);
    expect(lines).toEqual([3, 10]);
  });

  it('reaches only the instruction below', () => {
    const text = `${dockerfile('# layerwise ignore=no-pip-cache')}RUN pip install pika==1.3.2\n`;
    expect(rulesOf(text).filter((id) => id === 'no-pip-cache')).toHaveLength(1);
  });

  it('knows the directive and the comment of BuildKit', () => {
    expect(rulesOf('FROM scratch\nMAINTAINER Ada\n')).toContain('maintainer-deprecated');
    expect(rulesOf('# check=skip=MaintainerDeprecated\nFROM scratch\nMAINTAINER Ada\n')).not.toContain(
      'maintainer-deprecated',
    );
    expect(rulesOf('# check=skip=all;error=true\nFROM scratch\nMAINTAINER Ada\n')).not.toContain(
      'maintainer-deprecated',
    );
    expect(rulesOf('FROM scratch\n# check=skip=MaintainerDeprecated\nMAINTAINER Ada\n')).not.toContain(
      'maintainer-deprecated',
    );
    expect(rulesOf('# check=skip=FromAsCasing\nFROM scratch\nMAINTAINER Ada\n')).toContain('maintainer-deprecated');
  });

  it('keeps an experimental check that is asked for by name beside skip=all', () => {
    const text = (options: string) => `# check=${options}\nFROM scratch\nCOPY notes.txt .\n`;
    const files = { '.dockerignore': 'notes.txt\n', 'notes.txt': 'Ada\n' };
    expect(rulesOf(text('skip=all'), files)).not.toContain('ignored-file-copied');
    expect(rulesOf(text('skip=all;experimental=CopyIgnoredFile'), files)).toContain('ignored-file-copied');
    expect(rulesOf(text('skip=CopyIgnoredFile;experimental=CopyIgnoredFile'), files)).not.toContain(
      'ignored-file-copied',
    );
  });

  it('works above and behind a line of another file', () => {
    const text = 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n';
    const of = (requirements: string) => rulesOf(text, { 'requirements.txt': requirements });
    expect(of('flask\n')).toContain('unpinned-requirements');
    expect(of('flask # layerwise ignore=unpinned-requirements\n')).not.toContain('unpinned-requirements');
    expect(of('# layerwise ignore=unpinned-requirements\nflask\n')).not.toContain('unpinned-requirements');
  });
});
