import { describe, expect, it } from 'vitest';
import document from '@/content/catalog.generated.json';
import { allKnowledge } from './all-knowledge';
import { analyzeBare } from './analyze-bare';
import { completeCatalog } from './catalog/complete';
import { fillInAnalysis, fillInFinding, fillInPlan } from './fill-in-texts';
import { makePlan } from './plan/make-plan';
import { exampleProject } from './rules-support/example-project';
import { textsOfRule } from './texts-of-rule';

const options = { catalog: completeCatalog(document), today: '2026-11-01' };
const project = exampleProject(
  'FROM python:3.13-slim\nWORKDIR /app\nRUN pip install flask==3.0.3\nRUN apt-get install -y git\nCOPY . .\n',
  { 'main.py': 'print()\n' },
);
const bare = analyzeBare(project, options, allKnowledge).analysis;

describe('filling in the texts of rules', () => {
  it('gives every finding, lost point and step of a plan what its rule says', () => {
    const { findings, score } = fillInAnalysis(bare);
    const cache = findings.find(({ rule }) => rule === 'no-pip-cache');
    const { title, category, wrong, why, remedy } = textsOfRule('no-pip-cache');
    expect(cache).toMatchObject({ title, category, wrong, why, remedy });
    expect(score.lost.find(({ source }) => source === 'rule:no-pip-cache')?.reason).toBe(wrong);
    for (const { reason, source } of score.lost) expect(reason, source).toMatch(/\.$/);
    const plan = fillInPlan(makePlan(project, options, allKnowledge).plan);
    expect(plan.steps.find(({ source }) => source === 'no-pip-cache')).toMatchObject({ wrong, why });
    for (const step of plan.steps) expect([step.wrong, step.why].join(' '), step.source).toMatch(/^\S.*\.$/);
  });

  it('keeps what a report says more exactly', () => {
    const [finding] = bare.findings;
    if (finding === undefined) throw new Error('the project has findings');
    const texts = { wrong: 'Here.', why: 'There.', remedy: 'Mend it.' };
    expect(fillInFinding({ ...finding, ...texts })).toMatchObject(texts);
    const score = {
      points: 90,
      letter: 'A',
      lost: [{ points: 10, reason: 'Own.', source: 'rule:latest-base', range: null }],
    } as const;
    expect(fillInAnalysis({ ...bare, score }).score.lost[0]?.reason).toBe('Own.');
  });

  it('refuses an id that no rule has', () => {
    expect(() => textsOfRule('no-such-rule')).toThrow('no-such-rule');
  });
});
