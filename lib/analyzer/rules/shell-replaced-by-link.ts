import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'A link replaces /bin/sh',
  category: 'reliability',
  wrong: 'This makes `/bin/sh` another shell for everything in the image.',
  why: 'Scripts of the distribution rely on the shell that it ships, and the next update of that package can turn it back.',
  remedy: 'Choose the shell of the build with `SHELL ["/bin/bash", "-c"]`.',
  recordings: [],
};

export default defineRule({
  id: 'shell-replaced-by-link',
  part: 'system',
  severity: 'warning',
  codes: { hadolint: ['DL4005'] },
  check(build) {
    return runs(build, 'ln').flatMap((run) =>
      run.invocations
        .filter(({ program, words }) => program === 'ln' && words.at(-1)?.text === '/bin/sh')
        .map(({ command }) => ({ range: command.range, stage: run.stage.index })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'bash linked as sh',
    bad: 'FROM debian:trixie-slim\nRUN ln -sf /bin/bash /bin/sh\n',
    good: 'FROM debian:trixie-slim\nSHELL ["/bin/bash", "-c"]\n',
    fires: ['ln -sf /bin/bash /bin/sh'],
  },
];
