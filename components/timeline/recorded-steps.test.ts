import { describe, expect, it } from 'vitest';
import { analyze } from '@/lib/analyzer';
import { readCatalog } from '@/lib/content/catalog';
import { readLesson } from '@/lib/content/lessons';
import { readRecording } from '@/lib/content/recordings';
import { recordedSeconds } from './recorded-steps';
import { scheduleBuild } from './schedule';

const lesson = readLesson('queue-consumer', '01-ubuntu');
const recording = readRecording('hefner-ubuntu');
if (!lesson || !recording) throw new Error('The first lesson and its recording exist.');
const analysis = analyze(lesson.start, { catalog: readCatalog(), today: '2026-11-21' });
const schedule = scheduleBuild(analysis);

describe('the waterfall of a build', () => {
  it('lets each step begin where the one before it ends', () => {
    let end = 0;
    for (const row of schedule) {
      expect(row.start).toBeCloseTo(end);
      end += row.seconds.likely;
    }
    expect(end).toBeCloseTo(analysis.cold.likely);
  });

  it('ends with what belongs to no step', () => {
    expect(schedule.at(-1)).toMatchObject({ id: 'rest', step: null });
  });

  it('is empty where there is nothing to build', () => {
    const project = { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text: '' }], bulk: [] };
    expect(scheduleBuild(analyze(project, { catalog: readCatalog(), today: '2026-11-21' }))).toEqual([]);
  });
});

describe('recorded seconds beside predicted ones', () => {
  const recorded = recordedSeconds(schedule, recording);
  const secondsOf = (text: string) => recorded.get(schedule.find((row) => row.text.includes(text))?.id ?? '');

  it('are found for every step of a recorded build', () => {
    expect(secondsOf('FROM')).toBe(6.9);
    expect(secondsOf('apt-get')).toBe(75.2);
    expect(secondsOf('pip install')).toBe(9);
  });

  it('count what the log lists besides the steps once', () => {
    expect(recorded.get('rest')).toBeCloseTo(15.1 + 2.2 + 0.1 + 0.1 + 0.3);
  });

  it('leave out a base that was not pulled', () => {
    const steps = recording.steps.map((step) => (step.kind === 'base' ? { ...step, seconds: 0 } : step));
    const from = schedule.find((row) => row.step?.kind === 'from');
    expect(recordedSeconds(schedule, { ...recording, steps }).has(from?.id ?? '')).toBe(false);
  });

  it('are nothing without a recording', () => {
    expect(recordedSeconds(schedule, null).size).toBe(0);
  });
});
