import { replaceText } from '../rules-support/edits';
import { placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const optionAndValue = /^(--?[A-Za-z][\w-]*) +(\S+)$/;

/** Programs that take a whole script as one argument, blanks and all. */
const takesScript = /^(?:-c|-lc|-ec|-exc|-command|\/c)$/i;

export const texts: RuleTexts = {
  title: 'An option and its value are one argument',
  category: 'reliability',
  wrong: 'This word of the JSON array holds an option, a space and a value, and the program gets them as one argument.',
  why: 'No shell splits the words of an array at spaces. Some programs accept a short option in this form; most report an unknown option.',
  remedy: 'Make the option and its value two words of the array.',
  recordings: ['small-full'],
};

export default defineRule({
  id: 'joined-argument',
  part: 'configuration',
  severity: 'warning',
  codes: {},
  check(build) {
    return placed(build, 'CMD', 'ENTRYPOINT', 'HEALTHCHECK').flatMap(({ instruction, stage }) => {
      const { command } = instruction;
      if (command?.form !== 'exec') return [];
      return command.words.flatMap((word, position) => {
        const read = optionAndValue.exec(word.text);
        const before = command.words[position - 1];
        if (read === null || position === 0 || takesScript.test(before?.text ?? '')) return [];
        const [option, value] = [read[1] ?? '', read[2] ?? ''];
        return [
          {
            range: word.range,
            stage: stage.index,
            fix: {
              title: `Write ${option} and ${value} as two words`,
              safety: 'safe' as const,
              edits: [replaceText(build, word.range, `${JSON.stringify(option)}, ${JSON.stringify(value)}`)],
            },
          },
        ];
      });
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The number of workers of gunicorn',
    bad: 'FROM python:3.13-slim\nCMD ["gunicorn", "-w 4", "main:app"]\n',
    good: 'FROM python:3.13-slim\nCMD ["gunicorn", "-w", "4", "main:app"]\n',
    fires: ['"-w 4"'],
  },
  {
    title: 'A script is one argument',
    bad: 'FROM python:3.13-slim\nENTRYPOINT ["python", "main.py", "--level debug"]\n',
    good: 'FROM python:3.13-slim\nENTRYPOINT ["sh", "-c", "-x y"]\n',
    fires: ['"--level debug"'],
  },
];
