import { removeInstruction } from '../rules-support/edits';
import { placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** hadolint's code for each instruction. */
const codes: Readonly<Record<string, string>> = { HEALTHCHECK: 'DL3012', CMD: 'DL4003', ENTRYPOINT: 'DL4004' };

export const texts: RuleTexts = {
  title: 'A later instruction replaces this one',
  category: 'clarity',
  wrong: 'A later instruction of the same name replaces this one.',
  why: 'It has no effect, and a reader takes it for the one that counts.',
  remedy: 'Keep the last one, and remove this one.',
  recordings: [],
};

export default defineRule({
  id: 'several-commands',
  part: 'configuration',
  severity: 'warning',
  codes: { hadolint: ['DL3012', 'DL4003', 'DL4004'], buildkit: ['MultipleInstructionsDisallowed'] },
  check(build) {
    const own = placed(build, 'CMD', 'ENTRYPOINT', 'HEALTHCHECK').filter((entry) => !entry.triggered);
    const last = new Map(own.map((entry) => [`${entry.stage.index} ${entry.instruction.keyword}`, entry]));
    return own
      .filter((entry) => last.get(`${entry.stage.index} ${entry.instruction.keyword}`) !== entry)
      .map(({ instruction, stage }) => ({
        range: instruction.keywordRange,
        stage: stage.index,
        codes: {
          hadolint: [codes[instruction.keyword] ?? 'DL4003'],
          buildkit: ['MultipleInstructionsDisallowed'],
        },
        wrong: `A later ${instruction.keyword} of this stage replaces this one.`,
        fix: {
          title: `Remove this ${instruction.keyword}`,
          safety: 'safe' as const,
          edits: [removeInstruction(build, instruction)],
        },
      }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Two CMDs',
    bad: 'FROM python:3.13-slim\nCMD ["python", "first.py"]\nCMD ["python", "second.py"]\n',
    good: 'FROM python:3.13-slim AS first\nCMD ["python", "first.py"]\nFROM python:3.13-slim\nCMD ["python", "second.py"]\n',
    fires: ['CMD'],
  },
];
