import { aptCommands } from '../rules-support/apt';
import { insertText, removeInstruction } from '../rules-support/edits';
import { type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

function calls(run: PlacedRun, ...actions: readonly string[]): boolean {
  return aptCommands(run.commands).some((apt) => actions.includes(apt.action));
}

export const texts: RuleTexts = {
  title: 'apt-get update has a RUN of its own',
  category: 'reliability',
  wrong: 'This RUN fetches the package lists without the install that needs them.',
  why: 'Docker reuses the step as long as its text stays the same. Change the install months later, and apt works from lists that name files the mirrors no longer have.',
  remedy: 'Join `apt-get update` and the install with `&&` in one RUN.',
  recordings: [],
};

export default defineRule({
  id: 'apt-update-alone',
  part: 'system',
  severity: 'warning',
  codes: {},
  check(build) {
    const all = runs(build);
    return runs(build, 'apt', 'apt-get', 'aptitude').flatMap((run) => {
      const update = aptCommands(run.commands).find((apt) => apt.action === 'update');
      if (update === undefined || calls(run, 'install', 'upgrade', 'dist-upgrade', 'full-upgrade', 'build-dep'))
        return [];
      const next = all[all.indexOf(run) + 1];
      const [first] = next?.commands ?? [];
      const joins =
        next !== undefined &&
        next.stage === run.stage &&
        next.step.index === run.step.index + 1 &&
        run.commands.length === 1 &&
        next.instruction.flags.length === 0 &&
        next.instruction.heredocs.length === 0 &&
        first !== undefined &&
        calls(next, 'install') &&
        !calls(next, 'update');
      const slice = { start: update.programRange.start, end: update.actionWord?.range.end ?? update.programRange.end };
      const written = build.dockerfile.text.slice(update.command.range.start, update.command.range.end);
      return [
        {
          range: slice,
          stage: run.stage.index,
          ...(joins
            ? {
                fix: {
                  title: 'Join it to the install below',
                  safety: 'safe' as const,
                  edits: [
                    removeInstruction(build, run.instruction),
                    insertText(build, first.range.start, `${written} && `),
                  ],
                },
              }
            : {}),
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Update and install apart',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends curl\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n',
    fires: ['apt-get update'],
  },
];
