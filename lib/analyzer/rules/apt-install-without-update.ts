import type { Build } from '../build/types';
import { aptCommands } from '../rules-support/apt';
import { appendCommand, insertText } from '../rules-support/edits';
import { keepsOutOfLayer } from '../rules-support/mounts';
import { bottomStage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts, type TextEdit } from './types';

/** Where each stage, or one that it builds on, first fetches the lists: an offset, `Infinity` where none does. */
function findUpdates(build: Build): readonly number[] {
  const first: number[] = build.stages.map(() => Number.POSITIVE_INFINITY);
  for (const run of runs(build, 'apt', 'apt-get', 'aptitude')) {
    const { start } = run.instruction.range;
    if (start < (first[run.stage.index] ?? 0) && aptCommands(run.commands).some((apt) => apt.action === 'update'))
      first[run.stage.index] = start;
  }
  // A stage builds on an earlier one only, so the one below is complete by then.
  for (const { index, base } of build.stages) {
    if (base.kind === 'stage')
      first[index] = Math.min(first[index] ?? 0, first[base.stage] ?? Number.POSITIVE_INFINITY);
  }
  return first;
}

/** Fetched lists are to be removed again, where the RUN does not do so. */
function removeLists(build: Build, run: PlacedRun): readonly TextEdit[] {
  const script = run.instruction.command;
  if (script.form !== 'shell' || script.text.includes('/var/lib/apt')) return [];
  const edit = appendCommand(build, run.instruction, run.commands, 'rm -rf /var/lib/apt/lists/*');
  return edit === null ? [] : [edit];
}

export const texts: RuleTexts = {
  title: 'apt installs without package lists',
  category: 'reliability',
  wrong: 'Nothing fetches the package lists before this install.',
  why: 'The official images have no package lists, so apt knows no package and stops with "Unable to locate package".',
  remedy: 'Run `apt-get update` before it in the same RUN.',
  recordings: [],
};

export default defineRule({
  id: 'apt-install-without-update',
  part: 'system',
  severity: 'error',
  codes: {},
  check(build) {
    const updates = findUpdates(build);
    /** Whether apt has lists when this RUN starts: some earlier RUN of its chain of stages fetched them. */
    const hasLists = (run: PlacedRun) => (updates[run.stage.index] ?? 0) < run.instruction.range.start;
    return runs(build, 'apt', 'apt-get', 'aptitude')
      .filter((run) => ['debian', 'ubuntu'].includes(bottomStage(build, run.stage).profile.distribution))
      .filter((run) => !run.triggered && !keepsOutOfLayer(run.instruction, '/var/lib/apt/lists'))
      .flatMap((run) => {
        const apt = aptCommands(run.commands);
        const [first] = apt.filter((entry) => entry.action === 'install' || entry.action === 'update');
        const named = first?.packages.some((word) => !/^(?:\.?\/|.*\.deb$)/.test(word.text));
        if (first?.action !== 'install' || named !== true || first.actionWord === null || hasLists(run)) return [];
        return [
          {
            range: { start: first.programRange.start, end: first.actionWord.range.end },
            stage: run.stage.index,
            ...(run.instruction.command.form === 'shell' && run.commands.every(({ conditional }) => !conditional)
              ? {
                  fix: {
                    title: 'Add apt-get update before it',
                    safety: 'safe' as const,
                    edits: [
                      insertText(build, first.command.range.start, 'apt-get update && '),
                      ...removeLists(build, run),
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
    title: 'An install without an update',
    bad: 'FROM python:3.13-slim\nRUN apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
    fires: ['apt-get install'],
  },
];
