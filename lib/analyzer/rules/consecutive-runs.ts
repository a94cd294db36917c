import type { Build } from '../build/types';
import { readInvocation } from '../rules-support/commands';
import { newline, replaceText } from '../rules-support/edits';
import { flagsOf } from '../rules-support/mounts';
import { readPip } from '../rules-support/pip';
import { isInFinalImage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type Fix, type RuleExample, type RuleTexts, type TextEdit } from './types';

/** A RUN of one plain command, which could be a line of another RUN. */
function isShort(run: PlacedRun): boolean {
  return (
    !run.triggered &&
    run.commands.length === 1 &&
    run.instruction.heredocs.length === 0 &&
    run.instruction.command.form === 'shell'
  );
}

/** Package managers and what fetches for them: each is worth a layer of its own, cached apart from the others. */
const managers =
  /^(?:apt|apt-get|apk|yum|dnf|microdnf|zypper|conda|mamba|micromamba|pip|pipx|uv|poetry|pipenv|pdm|npm|yarn|pnpm|playwright)$/;

/** What the one command of a RUN installs with; `null` where it installs nothing. */
function managerOf({ commands }: PlacedRun): string | null {
  const [command] = commands;
  const invocation = command === undefined ? null : readInvocation(command);
  if (command === undefined || invocation === null) return null;
  const program = readPip(command)?.tool ?? invocation.program;
  const installs = command.words.some(({ text }) => /^(?:add|install|sync|create|update|ci)$/.test(text));
  return installs && managers.test(program) ? program : null;
}

function couldBeOne(build: Build, first: PlacedRun, second: PlacedRun): boolean {
  const follows =
    first.stage === second.stage && second.step.index === first.step.index + 1 && isInFinalImage(build, second.stage);
  if (!follows || !isShort(first) || !isShort(second)) return false;
  if (flagsOf(first.instruction) !== flagsOf(second.instruction)) return false;
  const [one, other] = [managerOf(first), managerOf(second)];
  return one === null || other === null || one === other;
}

/** The RUNs from the first of some on, each of which could be one with the one before it. */
function readRow(build: Build, from: readonly PlacedRun[]): readonly PlacedRun[] {
  const end = from.findIndex((run, place) => {
    const before = from[place - 1];
    return before !== undefined && !couldBeOne(build, before, run);
  });
  return end < 0 ? from : from.slice(0, end);
}

/** Appends the second command to the first where nothing stands between them. */
function join(build: Build, first: PlacedRun, second: PlacedRun): TextEdit | null {
  const from = first.commands[0]?.range;
  const to = second.commands[0]?.range;
  if (from === undefined || to === undefined || second.instruction.leadingComments.length > 0) return null;
  if (from.end !== first.instruction.range.end || from.start < first.instruction.range.start) return null;
  const range = { start: from.end, end: to.start };
  if (!/^\s*RUN(?:[ \t]+--\S+)*[ \t]+$/i.test(build.dockerfile.text.slice(range.start, range.end))) return null;
  const text = ` ${build.dockerfile.escape}${newline(build)}    && `;
  return replaceText(build, range, text);
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
      if (first === undefined || !couldBeOne(build, first, second)) return [];
      const before = all[position - 2];
      // A row of them is told once, where it begins.
      if (before !== undefined && couldBeOne(build, before, first)) return [];
      const row = readRow(build, all.slice(position - 1));
      const joints = row.slice(1).map((run, place) => join(build, row[place] ?? first, run));
      const known = joints.filter((edit) => edit !== null);
      const fix: Fix = { title: 'Join it to the RUN above', safety: 'review', edits: known };
      return [
        {
          range: second.instruction.keywordRange,
          stage: stage.index,
          ...(row.length > 2 ? { wrong: `${row.length} RUNs follow each other here, and could share a layer.` } : {}),
          ...(known.length === joints.length ? { fix } : {}),
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A row of them is told once, where it begins',
    bad: 'FROM python:3.13-slim\nRUN useradd app\nRUN mkdir /srv/app\nRUN chown app /srv/app\n',
    good: 'FROM python:3.13-slim\nRUN useradd app && mkdir /srv/app && chown app /srv/app\n',
    fires: ['RUN'],
  },
  {
    title: 'What different programs install is cached apart',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir pip==25.3\nRUN pip install --no-cache-dir poetry==2.1.3\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir poetry==2.1.3\nRUN poetry install --no-cache\n',
    fires: ['RUN'],
  },
  {
    title: 'Two short steps',
    bad: 'FROM python:3.13-slim\nRUN useradd app\nRUN mkdir /srv/app\n',
    good: 'FROM python:3.13-slim\nRUN useradd app && mkdir /srv/app\n',
    fires: ['RUN'],
  },
  {
    title: 'A stage that is not shipped may have several',
    bad: 'FROM debian:trixie-slim\nRUN ./configure\nRUN make\n',
    good: 'FROM debian:trixie-slim AS build\nRUN ./configure\nRUN make\nFROM debian:trixie-slim\nCOPY --from=build /opt /opt\n',
    fires: ['RUN'],
  },
];
