import type { Build } from '../build/types';
import { newline, replaceText } from '../rules-support/edits';
import { flagsOf } from '../rules-support/mounts';
import { isInFinalImage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

/** A RUN of one plain command, which could be a line of another RUN. */
function isShort(run: PlacedRun): boolean {
  return (
    !run.triggered &&
    run.commands.length === 1 &&
    run.instruction.heredocs.length === 0 &&
    run.instruction.command.form === 'shell'
  );
}

/** Appends the second command to the first where nothing stands between them. */
function join(build: Build, first: PlacedRun, second: PlacedRun): Fix | null {
  const from = first.commands[0]?.range;
  const to = second.commands[0]?.range;
  if (from === undefined || to === undefined || second.instruction.leadingComments.length > 0) return null;
  if (from.end !== first.instruction.range.end || from.start < first.instruction.range.start) return null;
  const range = { start: from.end, end: to.start };
  if (!/^\s*RUN(?:[ \t]+--\S+)*[ \t]+$/i.test(build.dockerfile.text.slice(range.start, range.end))) return null;
  const text = ` ${build.dockerfile.escape}${newline(build)}    && `;
  return { title: 'Join it to the RUN above', safety: 'review', edits: [replaceText(build, range, text)] };
}

export const texts: RuleTexts = {
  title: 'Consecutive RUNs could be one',
  category: 'clarity',
  wrong: 'This RUN follows another one, and the two could share a layer.',
  why: 'Each layer is downloaded and unpacked on its own, which costs a little at every pull. Two RUNs are worth keeping where they change at different times, because they are cached separately.',
  remedy: 'Join the commands with `&&`, or in a here-document that begins with `set -e`.',
  recordings: [],
};

export default defineRule({
  id: 'consecutive-runs',
  severity: 'info',
  codes: { hadolint: ['DL3059'] },
  check(build) {
    const all = runs(build);
    return all.flatMap((second, position) => {
      const first = all[position - 1];
      const { stage } = second;
      const follows =
        first?.stage === stage && second.step.index === first.step.index + 1 && isInFinalImage(build, stage);
      if (!follows || !isShort(first) || !isShort(second) || flagsOf(first.instruction) !== flagsOf(second.instruction))
        return [];
      const fix = join(build, first, second);
      const range = second.instruction.keywordRange;
      return [{ range, stage: stage.index, ...(fix === null ? {} : { fix }) }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Two short steps',
    bad: 'FROM python:3.13-slim\nRUN useradd app\nRUN mkdir /srv/app\n',
    good: 'FROM python:3.13-slim\nRUN useradd app && mkdir /srv/app\n',
    fires: ['RUN'],
  },
  {
    title: 'A stage that is not shipped may have as many as it likes',
    bad: 'FROM debian:trixie-slim\nRUN ./configure\nRUN make\n',
    good: 'FROM debian:trixie-slim AS build\nRUN ./configure\nRUN make\nFROM debian:trixie-slim\nCOPY --from=build /opt /opt\n',
    fires: ['RUN'],
  },
];
