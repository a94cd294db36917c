import { describe, expect, it } from 'vitest';
import { analyze } from '../analyzer';
import type { Project } from '../analyzer/project';
import { readCatalog } from '../content/catalog';
import { readRecording } from '../content/recordings';
import { diagnose, planDiagnosis } from './diagnose';
import { readPasted } from './readers/read-pasted';
import { ownLogs } from './readers/testing/own-logs';
import type { Recording } from './schema';

function read(text: string): Recording {
  const [first] = readPasted(text).recordings;
  if (first === undefined) throw new Error('no recording');
  return first;
}

function diagnosisOf(recording: Recording, present: Project | null = null) {
  const plan = planDiagnosis(recording, present);
  if (plan === null) throw new Error('nothing to analyse');
  const analysis = analyze(plan.project, { catalog: readCatalog(), today: '2026-11-21' });
  return { plan, ...diagnose(recording, plan, analysis) };
}

const hefner = () => {
  const found = readRecording('hefner-ubuntu');
  if (found === undefined) throw new Error('the recording is gone');
  return found;
};

describe('diagnosing a recorded build', () => {
  it('says where the time of the first article’s build went: mostly the system’s packages', () => {
    const { time } = diagnosisOf(hefner());
    expect(time[0]).toMatchObject({ cause: 'os-packages', seconds: 75.2 });
    expect(time.map(({ cause }) => cause)).toContain('export');
  });

  it('names the rule that would have saved most of it, at its step, from the log alone', () => {
    const { plan, rules } = diagnosisOf(hefner());
    expect(plan.of).toBe('reconstructed');
    const recommends = rules.find(({ finding }) => finding.rule === 'apt-recommends');
    expect(recommends).toMatchObject({ seconds: 75.2, explainsFailure: false });
    expect(hefner().steps[recommends?.step ?? -1]?.name).toContain('apt-get install');
    expect(rules.slice(0, 2).map(({ finding }) => finding.rule)).toContain('apt-recommends');
  });

  it('does not say that a step fails which the log shows to have worked, nor judge what no log shows', () => {
    const { rules } = diagnosisOf(hefner());
    for (const { finding } of rules) {
      expect(['size', 'speed']).toContain(finding.category);
      expect(finding.failure).toBeUndefined();
      expect(finding.rule).not.toBe('bytecode-written');
    }
  });

  it('explains the step that failed', () => {
    const log = [
      '#1 [internal] load build definition from Dockerfile',
      '#1 DONE 0.0s',
      '#4 [1/2] FROM docker.io/library/debian:trixie',
      '#4 DONE 1.0s',
      '#5 [2/3] RUN apt-get update && apt-get install -y python3-pip',
      '#5 DONE 21.0s',
      '#6 [3/3] RUN pip install flask',
      '#6 0.700 error: externally-managed-environment',
      '#6 ERROR: process "/bin/sh -c pip install flask" did not complete successfully: exit code: 1',
      'ERROR: failed to solve: process "/bin/sh -c pip install flask" did not complete successfully: exit code: 1',
    ].join('\n');
    const recording = read(log);
    const { rules, failure } = diagnosisOf(recording);
    expect(recording.failure?.step).toBe(3);
    expect(rules[0]).toMatchObject({ explainsFailure: true, step: 3, finding: { rule: 'pip-into-system-python' } });
    expect(failure).toContain('PEP 668');
  });

  it('takes the Dockerfile under edit where it is the one that was built', () => {
    const recording = hefner();
    const text = `${recording.instructions.join('\n')}\n`;
    const files = [
      { path: 'Dockerfile', text },
      { path: 'requirements.txt', text: 'pika==1.3.2\n' },
      { path: 'src/main.py', text: '' },
    ];
    const { plan, rules } = diagnosisOf(recording, { dockerfile: 'Dockerfile', files, bulk: [] });
    expect(plan.of).toBe('project');
    expect(rules.map(({ finding }) => finding.rule)).toContain('apt-recommends');
  });

  it('reconstructs where the Dockerfile under edit is another one', () => {
    const files = [{ path: 'Dockerfile', text: 'FROM python:3.13\nCOPY . .\nRUN pip install flask\n' }];
    expect(planDiagnosis(hefner(), { dockerfile: 'Dockerfile', files, bulk: [] })?.of).toBe('reconstructed');
  });

  it('puts two stages and what only the history tells back in order', () => {
    const { plan } = diagnosisOf(read(`${ownLogs.plain}\n${ownLogs.history}`));
    const text = plan.project.files[0]?.text ?? '';
    expect(text.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'FROM',
      'WORKDIR',
      'RUN',
      'FROM',
      'ENV',
      'WORKDIR',
      'RUN',
      'COPY',
      'COPY',
      'RUN',
      'CMD',
      '',
    ]);
    expect(text).toContain('CMD ["python", "main.py"]');
    expect(plan.configuration).toBe(true);
  });

  it('has nothing to analyse where no instruction is told', () => {
    expect(planDiagnosis({ ...hefner(), steps: [] }, null)).toBeNull();
    expect(diagnose(hefner(), null, null).rules).toEqual([]);
  });
});
