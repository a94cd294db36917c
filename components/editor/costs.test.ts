import { describe, expect, it } from 'vitest';
import { projectOf, testCatalog, today } from '@/components/workbench/testing';
import { analyze } from '@/lib/analyzer';
import { costsOf } from './costs';

const costs = (dockerfile: string) => costsOf(analyze(projectOf(dockerfile), { catalog: testCatalog(), today }));

describe('costsOf', () => {
  it('tells bytes and seconds at the last line of an instruction', () => {
    const [base, run] = costs('FROM python:3.13-slim\nRUN apt-get update && \\\n    apt-get install -y gcc\n');
    expect(base).toMatchObject({ line: 1, lastLine: 1, kind: 'base' });
    expect(base?.note).toMatch(/^\+1[0-9]{2} MB/);
    expect(run).toMatchObject({ line: 2, lastLine: 3 });
    expect(run?.note).toMatch(/^\+\d+ MB · \d+ s$/);
    expect(run?.sentence).toMatch(/^Line 2 adds about \d+ MB and takes about \d+ s\.$/);
  });

  it('says nothing where there is nothing to say', () => {
    expect(costs('FROM python:3.13-slim\nCMD ["python"]\n')[1]).toMatchObject({ note: null, sentence: null, bytes: 0 });
  });

  it('counts only what the final image holds', () => {
    const [first] = costs('FROM python:3.13 AS build\nRUN make\nFROM python:3.13-slim\nCOPY --from=build /x /x\n');
    expect(first?.note).toMatch(/left behind/);
    expect(first?.sentence).toMatch(/stay out of the image/);
    expect(first?.bytes).toBe(0);
  });

  it('names a stage that is not built', () => {
    const [first] = costs('FROM python:3.13 AS unused\nFROM python:3.13-slim\n');
    expect(first).toMatchObject({ note: 'not built', bytes: 0 });
  });

  it('tells what stops in place of what it would cost', () => {
    const base = 'FROM python:3.13-slim\n';
    expect(costs(`${base}RUN true\nRUN pip install -r requirements.txt\n`)[2]).toMatchObject({
      note: 'the build stops here',
      sentence: 'Line 3: the build stops here.',
      fails: true,
    });
    expect(costs(`${base}CMD ["python", "app.py"]\n`)[1]).toMatchObject({
      note: 'does not start',
      sentence: 'Line 2: the container does not start.',
      fails: true,
    });
  });

  it('comes in the order of the text', () => {
    const lines = costs('FROM python:3.13 AS a\nFROM python:3.13-slim\nCOPY --from=a /x /x\n').map((cost) => cost.line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });
});
