import { describe, expect, it } from 'vitest';
import { readCatalog } from '@/lib/content/catalog';
import { judge } from './judge';
import { findCases, readCase } from './read-case';
import { describeCase, summarise } from './report';

/** Times are a matter of the machine and of what else runs on it: they are for the harness, not for a test. */
const targets = { medianSize: 0.03, worstSize: 0.08, timeFactor: Number.POSITIVE_INFINITY };

describe('the symbolic build, held to builds of a real engine', () => {
  it('is right on sizes, on what is reused and on failures', { timeout: 120_000 }, () => {
    const judging = { catalog: readCatalog(), today: '2026-11-21' };
    const judgements = findCases('scripts/truth/cases').map((folder) => {
      const { name, project, truth } = readCase(folder);
      return judge(name, project, truth, judging);
    });
    const { broken } = summarise(judgements, targets);
    const told = judgements.flatMap((judgement) => describeCase(judgement, false)).join('\n');
    expect(broken, told).toEqual([]);
  });
});
