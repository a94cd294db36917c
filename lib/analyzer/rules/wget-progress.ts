import { insertText } from '../rules-support/edits';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const quiet =
  /^(?:-\w*q.*|--quiet|-nv|--no-verbose|--progress(?:=.*)?|-\w*o|--output-file(?:=.*)?|-\w*a|--append-output(?:=.*)?|-\w*nv\w*)$/;

export const texts: RuleTexts = {
  title: 'wget fills the build log',
  category: 'clarity',
  wrong: '`wget` prints its progress bar line by line into the build log.',
  why: 'A large download prints thousands of lines, and they hide the message that you look for.',
  remedy: 'Add `--no-verbose`, or `--progress=dot:giga`.',
  recordings: [],
};

export default defineRule({
  id: 'wget-progress',
  part: 'downloads',
  severity: 'info',
  codes: { hadolint: ['DL3047'] },
  check(build) {
    return runs(build, 'wget').flatMap((run) =>
      run.invocations
        .filter(({ program, words }) => program === 'wget' && !words.some((word) => quiet.test(word.text)))
        .map(({ programRange }) => ({
          range: programRange,
          stage: run.stage.index,
          fix: {
            title: 'Add --no-verbose',
            safety: 'safe' as const,
            edits: [insertText(build, programRange.end, ' --no-verbose')],
          },
        })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A plain download',
    bad: 'FROM buildpack-deps:bookworm\nRUN wget https://example.org/data.bin\n',
    good: 'FROM buildpack-deps:bookworm\nRUN wget -nv https://example.org/data.bin\n',
    fires: ['wget'],
  },
];
