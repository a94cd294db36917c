import { describe, expect, it } from 'vitest';
import { examplesOfRules } from '../rules/examples.generated';
import { rules } from '../rules/registry.generated';
import { checkRules, runRules } from '../run-rules';
import { gradeBuild } from '../score/grade';
import { exampleProject } from './example-project';
import { buildProject } from './testing/build-project';

const moved = `FROM python:3.13-slim AS build
RUN python -m venv /opt/venv
RUN /opt/venv/bin/pip install --no-cache-dir flask==3.0.3
FROM python:3.13-slim
COPY --from=build /opt/venv /app/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["flask", "run"]
`;
const elsewhere = moved.replace('ENV PATH="/opt/venv/bin', 'ENV PATH="/app/venv/bin');
const older = moved.replace('python:3.13-slim AS', 'python:3.12-slim AS').replace('/app/venv', '/opt/venv');
const left = `FROM python:3.13-slim AS builder
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir flask==3.0.3
FROM python:3.13-slim
WORKDIR /app
COPY --from=builder /app /app
CMD ["python", "main.py"]
`;
const refused = `FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3-pip python3-venv
RUN pip install --no-cache-dir flask==3.0.3
`;
const removed =
  'FROM python:3.13-slim\nRUN pip install --no-cache-dir --install-option="--prefix=/install" flask==3.0.3\n';
const nowhere = 'FROM python:3.13-slim\nCOPY . /app\nCMD ["python", "main.py"]\n';

const files = { 'main.py': 'import flask\n' };
const build = (dockerfile: string) => buildProject(exampleProject(dockerfile, files));

const cases = [
  { rule: 'venv-moved', code: 'command-not-found', dockerfile: moved },
  { rule: 'venv-moved', code: 'moved-environment', dockerfile: elsewhere },
  { rule: 'venv-moved', code: 'environment-without-its-python', dockerfile: older },
  { rule: 'packages-left-in-builder', code: 'module-not-found', dockerfile: left },
  { rule: 'pip-into-system-python', code: 'externally-managed', dockerfile: refused },
  { rule: 'removed-pip-option', code: 'removed-pip-option', dockerfile: removed },
  { rule: 'command-without-workdir', code: 'missing-script', dockerfile: nowhere },
];

describe('joining findings and failures', () => {
  it.each(cases)('$rule is the same fault as $code, and an error', ({ rule, code, dockerfile }) => {
    const walked = build(dockerfile);
    const finding = runRules(walked).find((candidate) => candidate.rule === rule);
    expect(finding?.severity).toBe('error');
    expect(walked.failures[finding?.failure ?? -1]?.code).toBe(code);
  });

  it.each(cases)('the grade counts $rule once, as the failure $code', ({ rule, code, dockerfile }) => {
    const walked = build(dockerfile);
    const lost = gradeBuild(walked, runRules(walked)).lost.map((entry) => entry.source);
    expect(lost).toContain(`failure:${code}`);
    expect(lost).not.toContain(`rule:${rule}`);
  });

  it('leaves a finding alone where nothing fails', () => {
    const option = 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --install-option=a flask==3.0.3 || true\n';
    const walked = build(option);
    expect(walked.failures).toEqual([]);
    const findings = runRules(walked);
    expect(findings.map((finding) => finding.rule)).toContain('removed-pip-option');
    expect(findings.every((finding) => finding.failure === undefined)).toBe(true);
  });

  it('gives a failure one finding at most', () => {
    for (const rule of rules) {
      for (const { bad, files: own, bulk } of examplesOfRules[rule.id] ?? []) {
        const walked = buildProject(exampleProject(bad, own ?? {}, bulk));
        const told = checkRules(walked).findings.flatMap((finding) =>
          finding.failure === undefined ? [] : [finding.failure],
        );
        expect(new Set(told).size, bad).toBe(told.length);
      }
    }
  });

  it('does not join what stands in another instruction than the failure of the build', () => {
    const text = `FROM python:3.13-slim
RUN pip install --no-cache-dir --install-option=a flask==3.0.3 || true
RUN pip install --no-cache-dir --install-option=b flask==3.0.3
`;
    const walked = build(text);
    const joined = runRules(walked).filter((finding) => finding.rule === 'removed-pip-option');
    expect(joined.map((finding) => [finding.line, finding.failure])).toEqual([
      [2, undefined],
      [3, 0],
    ]);
  });
});
