import { describe, expect, it } from 'vitest';
import { projectOf, testCatalog, today } from '@/components/workbench/testing';
import { analyze } from '@/lib/analyzer';
import { exactly } from '@/lib/analyzer/estimate';
import { describeMark, describeSaving, marksOf, neighbour } from './marks';

const marks = (dockerfile: string, others = {}) =>
  marksOf(analyze(projectOf(dockerfile, others), { catalog: testCatalog(), today }), 'Dockerfile');

describe('marksOf', () => {
  it('tells of findings with their three sentences, rule and fix', () => {
    const text = 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc\n';
    const mark = marks(text).find((candidate) => candidate.rule === 'apt-recommends');
    expect(mark).toMatchObject({ file: 'Dockerfile', line: 2, why: expect.any(String), remedy: expect.any(String) });
    expect(text.slice(mark?.range.start, mark?.range.end)).toMatch(/install/);
    expect(mark?.fix?.edits.length).toBeGreaterThan(0);
  });

  it('tells of syntax problems, as errors where Docker stops', () => {
    const [mark] = marks('FROM python:3.13-slim\nRNU x\n').filter((candidate) => candidate.id.startsWith('syntax'));
    expect(mark).toMatchObject({ severity: 'error', line: 2, rule: null });
  });

  it('tells of failures as errors, with what to do', () => {
    const mark = marks('FROM python:3.13-slim\nRUN pip install -r requirements.txt\n').find((candidate) =>
      candidate.id.startsWith('failure'),
    );
    expect(mark).toMatchObject({ severity: 'error', line: 2, remedy: expect.any(String) });
  });

  it('marks a fault once that is a failure and a finding, with the rule and its fix', () => {
    const text =
      'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y python3-pip python3-venv\nRUN pip install flask\n';
    const told = marks(text).filter((mark) => mark.rule === 'pip-into-system-python');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ code: 'externally-managed', severity: 'error', line: 3 });
    expect(told[0]?.fix?.title).toBe('Install into a virtual environment');
  });

  it('comes in the order of the text, the worst first at each place', () => {
    const places = marks('FROM ubuntu\nRNU x\nCOPY nowhere.txt .\nRUN pip install flask\n').map(
      (mark) => mark.range.start,
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

describe('neighbour', () => {
  const three = marks('FROM ubuntu\nRNU x\nCOPY nowhere.txt .\nRUN pip install flask\n');

  it('goes on from an offset and from the last mark to the first', () => {
    expect(neighbour(three, -1, 'next')).toBe(three[0]);
    expect(neighbour(three, 10_000, 'next')).toBe(three[0]);
    expect(neighbour(three, 0, 'previous')).toBe(three.at(-1));
  });

  it('finds nothing where there is nothing', () => {
    expect(neighbour([], 0, 'next')).toBeUndefined();
  });
});

describe('describeMark', () => {
  it('puts each sentence on a line of its own, code without backquotes', () => {
    const [mark] = marks('FROM python:3.13-slim\nRUN pip install -r requirements.txt\n').filter(
      (one) => one.severity === 'error',
    );
    const text = mark && describeMark(mark);
    expect(text).not.toContain('`');
    expect(text?.split('\n').length).toBeGreaterThanOrEqual(2);
  });
});

describe('describeSaving', () => {
  const cases = [
    { what: 'both', saves: { bytes: exactly(470e6), seconds: exactly(75) }, says: 'saves about 470 MB and 75 s' },
    {
      what: 'a wait after every edit',
      saves: { secondsPerEdit: exactly(31) },
      says: 'saves about 31 s after every edit',
    },
    { what: 'bytes alone', saves: { bytes: exactly(9.6e6) }, says: 'saves about 9.6 MB' },
    { what: 'nothing worth telling', saves: { bytes: exactly(2_000), seconds: exactly(0.1) }, says: null },
    { what: 'nothing at all', saves: {}, says: null },
  ];
  for (const { what, saves, says } of cases) {
    it(`tells ${what}`, () => {
      expect(describeSaving(saves)).toBe(says);
    });
  }
});
