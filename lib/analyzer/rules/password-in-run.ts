import { optionValue, readArguments, readInvocation } from '../rules-support/commands';
import { type PlacedRun, runs } from '../rules-support/steps';
import type { SourceRange } from '../syntax/range';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const valued = new Set(
  '-p --password -u --uid -g --gid -G --groups -d --home -s --shell -c --comment -k -K -e'.split(' '),
);

/** The literal text that is piped into a program which sets passwords. */
function pipedPasswords({ ownCommands }: PlacedRun): readonly SourceRange[] {
  return ownCommands.flatMap((command, at) => {
    const program = readInvocation(command)?.program;
    const before = ownCommands[at - 1];
    if ((program !== 'chpasswd' && program !== 'passwd') || command.joint !== 'pipe' || before === undefined) return [];
    if (before.name !== 'echo' && before.name !== 'printf') return [];
    const word = before.words.findLast(({ text, literal }) => literal && !text.startsWith('-'));
    return word === undefined ? [] : [word.range];
  });
}

/** The password that `useradd` and `usermod` are given. */
function givenPasswords(run: PlacedRun): readonly SourceRange[] {
  return run.invocations.flatMap(({ program, words }) => {
    if (program !== 'useradd' && program !== 'usermod') return [];
    const { options } = readArguments(words, valued);
    const value = optionValue(options, '-p', '--password');
    if (value === undefined || value === '' || /^[$!*]/.test(value)) return [];
    const option = options.find(({ name }) => name === '-p' || name === '--password');
    return option === undefined ? [] : [option.valueWord?.range ?? option.word.range];
  });
}

export const texts: RuleTexts = {
  title: 'A step sets a password',
  category: 'security',
  wrong: 'This step sets a password that anyone with the image can read.',
  why: "The text of the step is part of the image's history, and every container of the image has the same password. Nobody has to log in to a container: `docker exec` needs no password.",
  remedy: 'Remove the password, and choose the user with USER.',
  recordings: [],
};

export default defineRule({
  id: 'password-in-run',
  part: 'system',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'chpasswd', 'passwd', 'useradd', 'usermod').flatMap((run) =>
      [...pipedPasswords(run), ...givenPasswords(run)].map((range) => ({ range, stage: run.stage.index })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The password of root',
    bad: 'FROM debian:trixie-slim\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN echo "root:letmein" | chpasswd\n',
    good: 'FROM debian:trixie-slim\nRUN useradd --no-log-init --create-home app\nUSER app\n',
    fires: ['"root:letmein"'],
  },
  {
    title: 'A user with a password',
    bad: 'FROM debian:trixie-slim\nRUN useradd --no-log-init -p secret app\n',
    good: "FROM debian:trixie-slim\nRUN useradd --no-log-init -s /bin/bash -p '!' app\n",
    fires: ['secret'],
  },
];
