import { aptCommands } from '../rules-support/apt';
import { readInvocation } from '../rules-support/commands';
import { appendCommand } from '../rules-support/edits';
import { keepsOutOfLayer } from '../rules-support/mounts';
import { covers, withoutGlob } from '../rules-support/paths';
import { bytesOf, savesBytes, under } from '../rules-support/savings';
import { isInFinalImage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const lists = '/var/lib/apt/lists';

/** Whether the script removes the lists after the command at `at`. */
function removesLists(run: PlacedRun, at: number): boolean {
  return run.commands.slice(at + 1).some((command) => {
    const invocation = readInvocation(command);
    if (invocation === null || !['rm', 'find'].includes(invocation.program)) return false;
    return invocation.words.some((word) => word.text.startsWith('/') && covers(withoutGlob(word.text), lists));
  });
}

export const texts: RuleTexts = {
  title: 'apt leaves its package lists in the layer',
  category: 'size',
  wrong: '`apt-get update` leaves the lists of all known packages in `/var/lib/apt/lists`.',
  why: 'Only the next `apt-get install` reads them, and they are soon out of date. Deleting them in a later step frees nothing.',
  remedy: 'Delete them at the end of the same RUN: `&& rm -rf /var/lib/apt/lists/*`.',
  lesson: 'queue-consumer/01-ubuntu',
  recordings: ['debian-no-recommends', 'debian-no-lists'],
};

export default defineRule({
  id: 'apt-lists-left',
  part: 'system',
  severity: 'warning',
  codes: { hadolint: ['DL3009'] },
  check(build) {
    return runs(build, 'apt', 'apt-get', 'aptitude')
      .filter((run) => isInFinalImage(build, run.stage) && !keepsOutOfLayer(run.instruction, `${lists}/partial`))
      .flatMap((run) => {
        const update = aptCommands(run.commands).findLast((apt) => apt.action === 'update');
        if (update === undefined || removesLists(run, run.commands.indexOf(update.command))) return [];
        const addition = appendCommand(build, run.instruction, run.commands, `rm -rf ${lists}/*`);
        return [
          {
            range: { start: update.programRange.start, end: update.actionWord?.range.end ?? update.programRange.end },
            stage: run.stage.index,
            saves: savesBytes(bytesOf([run.step], under(lists))),
            ...(addition !== null && aptCommands(run.commands).some((apt) => apt.action === 'install')
              ? { fix: { title: 'Delete the lists in the same RUN', safety: 'safe' as const, edits: [addition] } }
              : {}),
          },
        ];
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Update and install without deleting the lists',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
    fires: ['apt-get update'],
  },
  {
    title: 'One command on each line',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends \\\n        curl\nRUN rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends \\\n        curl \\\n    && rm -rf /var/lib/apt/lists/*\n',
    fires: ['apt-get update'],
  },
  {
    title: 'A cache mount keeps the lists out of the layer',
    bad: 'FROM debian:trixie-slim\nRUN apt-get -qq update && apt-get -qqy install --no-install-recommends curl\n',
    good: 'FROM debian:trixie-slim\nRUN --mount=type=cache,target=/var/lib/apt apt-get -qq update && apt-get -qqy install --no-install-recommends curl\n',
    fires: ['apt-get -qq update'],
  },
];
