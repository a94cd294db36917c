import { isPython, pythonName } from '../rules-support/pip';
import { variableFor } from '../rules-support/python-tools';
import { isInFinalImage, runs } from '../rules-support/steps';
import type { ShellCommand } from '../syntax/shell';
import { defineRule, type RuleExample, type RuleTexts } from './types';

interface Download {
  readonly what: string;
  readonly place: string;
  /** The variable that names a place for everybody. */
  readonly variable: string;
  readonly suggestion: string;
  readonly matches: (program: string, words: readonly string[]) => boolean;
}

const downloads: readonly Download[] = [
  {
    what: 'the browsers of Playwright',
    place: '/root/.cache/ms-playwright',
    variable: 'PLAYWRIGHT_BROWSERS_PATH',
    suggestion: 'ENV PLAYWRIGHT_BROWSERS_PATH=/opt/playwright',
    matches: (program, words) => {
      const rest = isPython(program) && words[0] === '-m' ? words.slice(1) : [program, ...words];
      return rest[0] === 'playwright' && rest[1] === 'install';
    },
  },
  {
    what: 'the data of NLTK',
    place: '/root/nltk_data',
    variable: 'NLTK_DATA',
    suggestion: 'ENV NLTK_DATA=/usr/local/share/nltk_data',
    matches: (program, words) =>
      isPython(program) &&
      words[0] === '-m' &&
      (words[1] === 'nltk.downloader' || words[1] === 'nltk') &&
      !words.some((word) => /^(?:-d|--dir)/.test(word)),
  },
  {
    what: 'the models of Hugging Face',
    place: '/root/.cache/huggingface',
    variable: 'HF_HOME',
    suggestion: 'ENV HF_HOME=/opt/huggingface',
    matches: (program, words) =>
      (program === 'hf' || program === 'huggingface-cli') &&
      words[0] === 'download' &&
      !words.some((word) => /^--(?:local-dir|cache-dir)/.test(word)),
  },
];

function isRoot(user: string): boolean {
  return /^(?:root|0+)(?::|$)/.test(user);
}

export const texts: RuleTexts = {
  title: 'The program cannot reach its downloaded data',
  category: 'reliability',
  wrong: "This is downloaded into root's home folder, and the program runs as another user.",
  why: "The program looks in the home folder of its own user, and cannot read root's. It finds nothing, or downloads everything again at each start.",
  remedy:
    'Name a folder that every user can read with the variable that the program uses, before the download and for the start.',
  recordings: [],
};

export default defineRule({
  id: 'data-in-home-of-root',
  part: 'packages',
  severity: 'error',
  codes: {},
  check(build) {
    const { target } = build;
    if (target === null || isRoot(target.after.user)) return [];
    const { environment } = target.after;
    return runs(build, pythonName, 'playwright', 'hf', 'huggingface-cli')
      .filter((run) => isInFinalImage(build, run.stage) && isRoot(run.step.before.user))
      .filter((run) => !run.step.before.environment.has('HOME') && !environment.has('HOME'))
      .flatMap((run) =>
        run.invocations.flatMap(({ program, words, command }) => {
          const found = downloads.find((entry) =>
            entry.matches(
              program,
              words.map((word) => word.text),
            ),
          );
          const isPlaced = (entry: Download, each: ShellCommand) =>
            variableFor(run, each, entry.variable) !== undefined || environment.has(entry.variable);
          if (found === undefined || isPlaced(found, command)) return [];
          return [
            {
              range: command.range,
              stage: run.stage.index,
              wrong: `This downloads ${found.what} into \`${found.place}\`, and the program runs as another user.`,
              remedy: `Add \`${found.suggestion}\` before this step.`,
            },
          ];
        }),
      );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The browsers of Playwright',
    bad: 'FROM python:3.13\nRUN pip install --no-cache-dir playwright==1.48.0\nRUN playwright install --with-deps chromium\nUSER 1000\nCMD ["python", "-V"]\n',
    good: 'FROM python:3.13\nENV PLAYWRIGHT_BROWSERS_PATH=/opt/playwright\nRUN pip install --no-cache-dir playwright==1.48.0\nRUN playwright install --with-deps chromium\nUSER 1000\nCMD ["python", "-V"]\n',
    fires: ['playwright install --with-deps chromium'],
  },
  {
    title: 'The data of NLTK',
    bad: 'FROM python:3.13\nRUN pip install --no-cache-dir nltk==3.9.1\nRUN python -m nltk.downloader punkt\nUSER 1000\nCMD ["python", "-V"]\n',
    good: 'FROM python:3.13\nRUN pip install --no-cache-dir nltk==3.9.1\nRUN python -m nltk.downloader -d /usr/local/share/nltk_data punkt\nUSER 1000\nCMD ["python", "-V"]\n',
    fires: ['python -m nltk.downloader punkt'],
  },
];
