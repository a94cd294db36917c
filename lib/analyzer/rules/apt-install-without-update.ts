import type { Build } from '../build/types';
import { aptCommands } from '../rules-support/apt';
import { insertText } from '../rules-support/edits';
import { keepsOutOfLayer } from '../rules-support/mounts';
import { bottomStage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule } from './types';

/** Whether apt has lists when this RUN starts: some earlier RUN of its chain of stages fetched them. */
function hasLists(build: Build, run: PlacedRun): boolean {
  const chain = new Set<number>();
  for (let stage = run.stage; !chain.has(stage.index); ) {
    chain.add(stage.index);
    const below = stage.base.kind === 'stage' ? build.stages[stage.base.stage] : undefined;
    if (below === undefined) break;
    stage = below;
  }
  return runs(build).some(
    (other) =>
      chain.has(other.stage.index) &&
      other.instruction.range.start < run.instruction.range.start &&
      aptCommands(other.commands).some((apt) => apt.action === 'update'),
  );
}

export default defineRule({
  id: 'apt-install-without-update',
  title: 'apt has no lists to look into',
  category: 'reliability',
  severity: 'error',
  codes: {},
  wrong: 'Nothing fetches the package lists before this install.',
  why: 'The official images ship without lists, so apt knows no package and stops with "Unable to locate package".',
  remedy: 'Run `apt-get update` in front of it in the same RUN.',
  recordings: [],
  check(build) {
    return runs(build)
      .filter((run) => ['debian', 'ubuntu'].includes(bottomStage(build, run.stage).profile.distribution))
      .filter((run) => !run.triggered && !keepsOutOfLayer(run.instruction, '/var/lib/apt/lists'))
      .flatMap((run) => {
        const apt = aptCommands(run.commands);
        const [first] = apt.filter((entry) => entry.action === 'install' || entry.action === 'update');
        const named = first?.packages.some((word) => !/^(?:\.?\/|.*\.deb$)/.test(word.text));
        if (first?.action !== 'install' || named !== true || first.actionWord === null || hasLists(build, run))
          return [];
        return [
          {
            range: { start: first.programRange.start, end: first.actionWord.range.end },
            stage: run.stage.index,
            fix: {
              title: 'Fetch the lists first',
              safety: 'safe' as const,
              edits: [insertText(build, first.command.range.start, 'apt-get update && ')],
            },
          },
        ];
      });
  },
  examples: [
    {
      title: 'An install alone',
      bad: 'FROM python:3.13-slim\nRUN apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
      good: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
      fires: ['apt-get install'],
    },
  ],
});
