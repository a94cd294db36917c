import { describe, expect, it } from 'vitest';
import { analyze } from '../analyzer';
import { readCatalog } from '../content/catalog';
import { readRecording } from '../content/recordings';
import { compareRecordings } from './compare';
import { foldRest, recordPrediction } from './prediction';
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
    expect(made.steps.map(({ kind }) => kind)).toEqual(['base', 'copy', 'run', 'export']);
    expect(made.steps.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(made.seconds ?? 0);
    expect(made.size?.kind).toBe('classic');
  });

  it('compares with another build, times of other machines said to be such', () => {
    const { seconds, rows, caveats } = compareRecordings(predict(slim.replace('-slim', '')), predict(slim), {
      acrossMachines: true,
    });
    expect(seconds.comparable).toBe(true);
    expect(rows.map(({ change }) => change)).toEqual(['changed', 'same', 'same', 'same']);
    expect(caveats.join(' ')).toContain('different machines');
  });

  it('stands beside a recording whose looking up, sending and exporting are one step as well', () => {
    const recorded = readRecording('hefner-ubuntu');
    if (recorded === undefined) throw new Error('the recording is gone');
    const sum = (steps: typeof recorded.steps) => steps.reduce((total, { seconds }) => total + seconds, 0);
    const folded = foldRest(recorded);
    expect(folded.steps.filter(({ kind }) => ['metadata', 'context', 'export'].includes(kind))).toHaveLength(1);
    expect(sum(folded.steps)).toBeCloseTo(sum(recorded.steps));
  });

  it('predicts nothing of a Dockerfile without a FROM', () => {
    expect(predict('# nothing yet\n')).toMatchObject({ steps: [], base: 'not stated' });
  });
});
