import { describe, expect, it } from 'vitest';
import { analyze } from '../analyzer';
import { readCatalog } from '../content/catalog';
import { compareRecordings } from './compare';
import { recordPrediction } from './prediction';
import { recording } from './schema';

function predict(dockerfile: string) {
  const files = [
    { path: 'Dockerfile', text: dockerfile },
    { path: 'requirements.txt', text: 'flask==3.1.0\n' },
  ];
  const analysis = analyze(
    { dockerfile: 'Dockerfile', files, bulk: [] },
    { catalog: readCatalog(), today: '2026-11-21' },
  );
  return recordPrediction(analysis, { id: 'prediction', title: 'Yours' });
}

const slim = 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCMD ["python3"]\n';

describe('recordPrediction', () => {
  it('has the form of a recording: steps that run, in order, and a size', () => {
    const made = predict(slim);
    expect(recording.parse(made)).toEqual(made);
    expect(made.steps.map(({ kind }) => kind)).toEqual(['base', 'copy', 'run']);
    expect(made.size?.kind).toBe('classic');
  });

  it('compares with another build, times of other machines said to be such', () => {
    const { seconds, rows, caveats } = compareRecordings(predict(slim.replace('-slim', '')), predict(slim), {
      acrossMachines: true,
    });
    expect(seconds.comparable).toBe(true);
    expect(rows.map(({ change }) => change)).toEqual(['changed', 'same', 'same']);
    expect(caveats.join(' ')).toContain('different machines');
  });

  it('predicts nothing of a Dockerfile without a FROM', () => {
    expect(predict('# nothing yet\n')).toMatchObject({ steps: [], base: 'not stated' });
  });
});
