import { describe, expect, it } from 'vitest';
import { rules } from '@/lib/analyzer/rules/registry.generated';
import { readLessons } from '@/lib/content/lessons';
import { readRecording } from '@/lib/content/recordings';
import { readTechniques } from '@/lib/content/techniques';
import { recording } from './schema';
import { techniquesOfGoal, techniquesOfRule, weighEvidence } from './techniques';

const techniques = readTechniques();
const ruleIds = new Set(rules.map((rule) => rule.id));

describe.each(techniques)('the technique $id', (technique) => {
  it('names rules that exist', () => {
    expect(technique.rules.filter((rule) => !ruleIds.has(rule))).toEqual([]);
  });

  it.each(technique.evidence)('is borne out by $without and $with in $shows', (pair) => {
    const { holds, from, to } = weighEvidence(pair, readRecording);
    expect({ holds, from, to }).toMatchObject({ holds: true });
  });
});

describe('evidence', () => {
  const build = (id: string, bytes: number) =>
    recording.parse({
      id,
      title: id,
      summary: '',
      origin: 'ours',
      source: { title: 'A test', date: '2026-11-21' },
      circumstances: [],
      base: 'a',
      size: { bytes, kind: 'classic' },
      rebuilds: [{ edit: 'x', seconds: bytes / 100, ran: [] }],
    });
  const all = [build('big', 300), build('small', 200), build('smallish', 299)];
  const find = (id: string) => all.find((one) => one.id === id);
  const pair = { shows: 'bytes', expect: 'less' } as const;

  it('holds where the figure is less', () => {
    expect(weighEvidence({ ...pair, without: 'big', with: 'small' }, find)).toMatchObject({
      from: 300,
      to: 200,
      holds: true,
    });
  });

  it('does not hold where the recordings contradict it', () => {
    expect(weighEvidence({ ...pair, without: 'small', with: 'big' }, find).holds).toBe(false);
    expect(weighEvidence({ ...pair, expect: 'same', without: 'big', with: 'small' }, find).holds).toBe(false);
  });

  it('takes a hundredth for the same', () => {
    expect(weighEvidence({ ...pair, expect: 'same', without: 'big', with: 'smallish' }, find).holds).toBe(true);
  });

  it.each([
    ['a recording that is not there', { ...pair, without: 'big', with: 'none' }, /no recording none/],
    [
      'an edit that was not recorded',
      { ...pair, shows: 'rebuild-seconds', edit: 'y', without: 'big', with: 'small' },
      /after "y"/,
    ],
    ['a start that was not tried', { ...pair, shows: 'start', without: 'big', with: 'small' }, /whether it starts/],
  ] as const)('refuses %s', (_, wrong, message) => {
    expect(() => weighEvidence(wrong, find)).toThrow(message);
  });
});

describe('what goals and rules rest on', () => {
  it('finds the techniques of a rule', () => {
    expect(techniquesOfRule('no-pip-cache', techniques).map(({ id }) => id)).toContain('no-pip-cache');
  });

  it('finds a technique for every goal on sizes, stages, bases and rebuilds', () => {
    for (const { meta } of readLessons()) {
      for (const goal of meta.goals) {
        const measured = goal.when.some(({ kind }) =>
          ['base', 'rebuild', 'stages', 'without', 'size-below', 'not-installed'].includes(kind),
        );
        if (measured) expect(techniquesOfGoal(goal, techniques)).not.toEqual([]);
      }
    }
  });
});
