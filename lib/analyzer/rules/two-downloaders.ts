import { invocations } from '../rules-support/commands';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'Two programs for one purpose',
  category: 'size',
  wrong: 'One stage uses both `wget` and `curl`.',
  why: 'Both have to be installed then, and kept without known holes, where one would do.',
  remedy: 'Use one of the two throughout.',
  recordings: [],
};

export default defineRule({
  id: 'two-downloaders',
  part: 'system',
  severity: 'info',
  codes: { hadolint: ['DL4001'] },
  check(build) {
    const all = runs(build, 'curl', 'wget');
    return build.stages.flatMap((stage) => {
      const used = all
        .filter((run) => run.stage === stage)
        .flatMap((run) => invocations(run.commands))
        .filter(({ program }) => program === 'wget' || program === 'curl');
      const [first] = used;
      const other = used.find(({ program }) => program !== first?.program);
      return other === undefined ? [] : [{ range: other.programRange, stage: stage.index }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One file with each',
    bad: 'FROM buildpack-deps:bookworm\nRUN curl -sSLO https://example.org/a\nRUN wget -q https://example.org/b\n',
    good: 'FROM buildpack-deps:bookworm\nRUN curl -sSLO https://example.org/a\nRUN curl -sSLO https://example.org/b\n',
    fires: ['wget'],
  },
];
