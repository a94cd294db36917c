import type { Build } from '../build/types';
import { insertBefore, replaceText } from '../rules-support/edits';
import { type PlacedRun, runs } from '../rules-support/steps';
import type { ShellCommand } from '../syntax/shell';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

const script = /^(.*)\/bin\/activate$/;

/** Absolute, and written the same for the shell and for ENV; variables stay what they are in both. */
const plainFolder = /^\/(?:[\w./@+-]|\$\w|\$\{\w+\})*$/;

/** The environment that `. folder/bin/activate` activates. */
function activatedFolder(command: ShellCommand): string | null {
  if (!['source', '.'].includes(command.name) || command.subshell > 0) return null;
  return script.exec(command.words[0]?.text ?? '')?.[1] ?? null;
}

/** Whether ENV has put the environment on PATH already: then activating it changes nothing that lasts. */
function isOnPath({ step }: PlacedRun, folder: string): boolean {
  const { environment, buildArguments } = step.before;
  const plain = folder.replace(
    /\$\{?(\w+)\}?/g,
    (text, name: string) => environment.get(name) ?? buildArguments.get(name) ?? text,
  );
  return (environment.get('PATH') ?? '').split(':').includes(`${plain}/bin`);
}

/** ENV in place of the RUN, or in front of it where more follows. */
function setPath(build: Build, run: PlacedRun, command: ShellCommand, folder: string): Fix | null {
  // uv goes by VIRTUAL_ENV, which activation sets.
  const usesUv = runs(build, 'uv').length > 0;
  if (run.triggered || !plainFolder.test(folder) || usesUv) return null;
  const setting = `ENV PATH="${folder}/bin:$PATH"`;
  const common = { title: 'Set PATH with ENV', safety: 'review' as const };
  if (run.commands.length === 1) return { ...common, edits: [replaceText(build, run.instruction.range, setting)] };
  const following = run.commands[1];
  if (command !== run.commands[0] || following?.joint !== 'and' || run.instruction.heredocs.length > 0) return null;
  // Behind RUN it would be read as a flag.
  if (following.name.startsWith('-')) return null;
  return {
    ...common,
    edits: [
      insertBefore(build, run.instruction, [setting]),
      replaceText(build, { start: command.range.start, end: following.range.start }, ''),
    ],
  };
}

export const texts: RuleTexts = {
  title: 'The environment is activated for one RUN only',
  category: 'reliability',
  wrong: 'The environment is activated only for this RUN.',
  why: 'Activation sets variables of one shell, and every RUN starts a new one. The next `pip`, and the program itself, use the Python of the system again.',
  remedy: "Put the environment's `bin` folder on `PATH` with ENV.",
  recordings: [],
};

export default defineRule({
  id: 'venv-activated-in-run',
  part: 'stages',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'source', '.').flatMap((run) =>
      run.commands.flatMap((command) => {
        const folder = activatedFolder(command);
        if (folder === null || isOnPath(run, folder)) return [];
        const fix = setPath(build, run, command, folder);
        const isAlone = run.commands.length === 1;
        return [
          {
            range: command.range,
            stage: run.stage.index,
            ...(isAlone ? { wrong: 'Activating the environment in a RUN of its own has no effect.' } : {}),
            ...(fix === null ? {} : { fix }),
          },
        ];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Activated in a RUN of its own',
    bad: 'FROM python:3.13-slim\nRUN python -m venv /opt/venv\nRUN . /opt/venv/bin/activate\nRUN pip install --no-cache-dir flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nRUN pip install --no-cache-dir flask==3.0.3\n',
    fires: ['. /opt/venv/bin/activate'],
  },
  {
    title: 'Activated for one install',
    bad: 'FROM python:3.13-slim\nRUN python -m venv /opt/venv\nRUN . /opt/venv/bin/activate && pip install --no-cache-dir flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir flask==3.0.3\n',
    fires: ['. /opt/venv/bin/activate'],
  },
];
