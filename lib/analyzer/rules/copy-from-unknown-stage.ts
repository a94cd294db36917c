import type { Build, Stage } from '../build/types';
import { flagsNamed } from '../rules-support/flags';
import { stageNamed } from '../rules-support/steps';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

/** Whether a name is the number of a stage before this one, as Docker counts them. */
function isNumberBelow(name: string, index: number): boolean {
  return /^(?:0|[1-9]\d*)$/.test(name) && Number(name) < index;
}

/** Why a COPY --from has nothing to copy from; `null` where it has. */
function findFault(
  build: Build,
  stage: Stage,
  name: string,
): Pick<Report, 'wrong' | 'why' | 'remedy' | 'codes'> | null {
  const lower = name.toLowerCase();
  const isOwn = stage.name === lower || (/^\d+$/.test(name) && Number(name) === stage.index);
  const first = stageNamed(build, name);
  const isEarlier = (first !== undefined && first.index < stage.index) || isNumberBelow(name, stage.index);
  if (isEarlier || name.includes('$')) return null;
  if (isOwn)
    return {
      wrong: 'The stage copies from itself.',
      why: 'A stage can copy only from stages that are finished, so the build stops here.',
      remedy: 'Name an earlier stage, or use `RUN cp` within this one.',
      codes: { hadolint: stage.name === lower ? ['DL3023'] : ['DL3022', 'DL3023'] },
    };
  if (/[:/@]/.test(name)) return null;
  return first !== undefined
    ? {
        wrong: `The stage \`${name}\` comes later in the file.`,
        remedy: 'Move that stage before this one.',
        codes: { hadolint: ['DL3022'] },
      }
    : { codes: { hadolint: ['DL3022'] } };
}

export const texts: RuleTexts = {
  title: 'COPY takes files from a stage that does not exist',
  category: 'reliability',
  wrong: 'No earlier stage has this name.',
  why: 'Docker then takes the name for an image in a registry, and pulls whatever image has that name, or stops.',
  remedy: 'Name an earlier stage, or an image with its tag.',
  recordings: [],
};

export default defineRule({
  id: 'copy-from-unknown-stage',
  part: 'stages',
  severity: 'error',
  codes: { hadolint: ['DL3022', 'DL3023'] },
  failures: ['unknown-stage'],
  check(build) {
    return flagsNamed(build, 'from').flatMap(({ instruction, flag, stage, triggered }) => {
      if (instruction.keyword !== 'COPY' || flag.value === null || triggered) return [];
      const fault = findFault(build, stage, flag.value.text);
      return fault === null ? [] : [{ range: flag.value.range, stage: stage.index, ...fault }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A name that no stage has',
    bad: 'FROM python:3.13-slim AS build\nFROM python:3.13-slim\nCOPY --from=builder /etc/os-release /tmp/\n',
    good: 'FROM python:3.13-slim AS build\nFROM python:3.13-slim\nCOPY --from=build /etc/os-release /tmp/\n',
    fires: ['builder'],
  },
  {
    title: 'A stage that copies from itself',
    bad: 'FROM python:3.13-slim AS build\nCOPY --from=build /etc/os-release /tmp/\n',
    good: 'FROM python:3.13-slim AS build\nCOPY --from=alpine:3.22 /etc/os-release /tmp/\n',
    fires: ['build'],
  },
];
