import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'Both wget and curl are used',
  category: 'size',
  wrong: 'This stage uses both `wget` and `curl`.',
  why: 'Both then have to be installed and kept up to date, where one is enough.',
  remedy: 'Use only one of the two.',
  recordings: [],
};

export default defineRule({
  id: 'two-downloaders',
  part: 'downloads',
  severity: 'info',
  codes: { hadolint: ['DL4001'] },
  check(build) {
    const all = runs(build, 'curl', 'wget');
    if (all.length === 0) return [];
    return build.stages.flatMap((stage) => {
      const used = all
        .filter((run) => run.stage === stage)
        .flatMap((run) => run.invocations)
        .filter(({ program }) => program === 'wget' || program === 'curl');
      const [first] = used;
      const other = used.find(({ program }) => program !== first?.program);
      return other === undefined ? [] : [{ range: other.programRange, stage: stage.index }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One file fetched with each',
    bad: 'FROM buildpack-deps:bookworm\nRUN curl -sSLO https://example.org/a\nRUN wget -q https://example.org/b\n',
    good: 'FROM buildpack-deps:bookworm\nRUN curl -sSLO https://example.org/a\nRUN curl -sSLO https://example.org/b\n',
    fires: ['wget'],
  },
];
