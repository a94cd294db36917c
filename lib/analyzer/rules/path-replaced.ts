import { environmentOf } from '../rules-support/assignments';
import { insertText } from '../rules-support/edits';
import { bottomStage } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const places = ['/bin', '/usr/bin'];

export const texts: RuleTexts = {
  title: 'PATH no longer holds the folders of the system',
  category: 'reliability',
  wrong: 'This sets `PATH` without its old value, and none of the folders of the system is left in it.',
  why: 'Later RUNs and start scripts no longer find commands such as `ls`, `apt-get` and `python`.',
  remedy: 'Put the new folder in front of the old value, as in `PATH="/opt/venv/bin:$PATH"`.',
  recordings: [],
};

export default defineRule({
  id: 'path-replaced',
  part: 'stages',
  severity: 'error',
  codes: {},
  failures: ['command-not-found'],
  check(build) {
    return environmentOf(build, 'PATH').flatMap(({ instruction, assignment, stage, step }) => {
      const written = assignment.value;
      if (written === null || /\$\{?PATH\b/.test(written.text)) return [];
      if (instruction.assignments.findLast((entry) => entry.name.text === 'PATH') !== assignment) return [];
      const { distribution } = bottomStage(build, stage).profile;
      if (distribution === 'unknown' || distribution === 'distroless') return [];
      const value = step.after.environment.get('PATH') ?? '';
      if (value === '' || value.includes('$') || value.split(':').some((folder) => places.includes(folder))) return [];
      const quote = /["']$/.exec(written.text)?.[0] ?? '';
      const fix = {
        title: 'Add the old value',
        safety: 'review' as const,
        edits: [insertText(build, written.range.end - quote.length, ':$PATH')],
      };
      return [{ range: assignment.range, stage: stage.index, ...(quote === "'" ? {} : { fix }) }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Only the environment is on PATH',
    bad: 'FROM python:3.13-slim\nRUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin"\nRUN pip install --no-cache-dir flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nRUN pip install --no-cache-dir flask==3.0.3\n',
    fires: ['PATH="/opt/venv/bin"'],
  },
  {
    title: 'The folders of the system spelled out',
    bad: 'FROM python:3.13-slim\nENV PATH=/opt/venv/bin:/usr/local/bin\n',
    good: 'FROM python:3.13-slim\nENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin\n',
    fires: ['PATH=/opt/venv/bin:/usr/local/bin'],
  },
];
