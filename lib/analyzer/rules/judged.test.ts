import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import { checkRules } from '../run-rules';

function findingsOf(dockerfile: string) {
  return checkRules(buildProject(exampleProject(dockerfile, {}))).findings;
}

/** What a reader of real Dockerfiles would call a false alarm, and the rule that must be silent. */
const silent: readonly (readonly [why: string, rule: string, dockerfile: string])[] = [
  [
    'a dev container is there to develop in',
    'development-requirements-installed',
    'FROM mcr.microsoft.com/vscode/devcontainers/python:3.13\nRUN pip install -r requirements-dev.txt\n',
  ],
  [
    'the editor chooses the user of a dev container',
    'root-user',
    'FROM mcr.microsoft.com/devcontainers/python:3.13\nUSER root\n',
  ],
  [
    'the images of Lambda stand where functions belong',
    'copy-relative-without-workdir',
    'FROM public.ecr.aws/lambda/python:3.13\nCOPY app.py .\nCMD ["app.handler"]\n',
  ],
  [
    'rm -f is content with what is not there',
    'failure-passed-over',
    'FROM debian:trixie-slim\nRUN rm -f /etc/apt/apt.conf.d/docker-clean; mkdir /data\n',
  ],
  ['a prompt is for a person at a terminal', 'python-output-buffered', 'FROM python:3.13-slim\nCMD ["python3"]\n'],
  [
    'yes dies by its pipe, which pipefail would take for a failure',
    'pipe-without-pipefail',
    'FROM debian:bookworm-slim\nRUN yes | dpkg-reconfigure tzdata\n',
  ],
];

describe('a rule is silent where', () => {
  it.each(silent)('%s', (_why, rule, dockerfile) => {
    expect(findingsOf(dockerfile).map((finding) => finding.rule)).not.toContain(rule);
  });
});

describe('a base without tags of versions', () => {
  it.each([
    ['untagged-base', 'FROM gcr.io/distroless/python3-debian12\nCMD ["/app.py"]\n'],
    ['latest-base', 'FROM cgr.dev/chainguard/python:latest\nCMD ["/app.py"]\n'],
  ])('is to be pinned by its digest (%s)', (rule, dockerfile) => {
    const finding = findingsOf(dockerfile).find((entry) => entry.rule === rule);
    expect(finding?.remedy).toContain('digest');
  });
});

describe('the whole context without an ignore file', () => {
  const dockerfile = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n';
  const severityIn = (files: Readonly<Record<string, string>>) =>
    checkRules(buildProject(exampleProject(dockerfile, files))).findings.find(
      ({ rule }) => rule === 'copy-all-without-ignore-file',
    )?.severity;

  it('is a warning where the context is known, and said by the way where only the Dockerfile is', () => {
    expect(severityIn({ 'main.py': 'print("ready")\n' })).toBe('warning');
    expect(severityIn({})).toBe('info');
  });
});

describe('a tag without a minor version', () => {
  it('gets the same one from every rule that names one: what it stands for today', () => {
    const offered = findingsOf('FROM python:3\nCMD ["python3"]\n').flatMap(({ rule, fix }) =>
      ['python-minor-open', 'full-base'].includes(rule) ? (fix?.edits.map(({ text }) => text) ?? []) : [],
    );
    expect(offered).toHaveLength(2);
    expect(new Set(offered.map((text) => /3\.\d+/.exec(text)?.[0])).size).toBe(1);
  });
});

describe('several sources of which the last is a here-document', () => {
  it('are told of without a slash that would keep it from being closed', () => {
    const found = findingsOf('FROM python:3.13-slim\nCOPY a.py b.py <<EOF\ntext\nEOF\n');
    expect(found.find(({ rule }) => rule === 'several-sources-to-a-file')?.fix).toBeNull();
  });
});
