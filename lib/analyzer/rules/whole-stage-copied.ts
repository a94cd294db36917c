import { flagsNamed } from '../rules-support/flags';
import { withoutQuotes } from '../rules-support/quotes';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The whole file system of a stage is copied',
  category: 'size',
  wrong: 'This copies everything that the other stage holds, its operating system included.',
  why: 'A second stage is meant to leave the tools of the build behind, and here none is left behind; the files of two systems are mixed.',
  remedy: 'Copy only the folders that the program needs.',
  recordings: [],
};

export default defineRule({
  id: 'whole-stage-copied',
  part: 'stages',
  severity: 'warning',
  codes: { hadolint: ['DL3067'] },
  check(build) {
    return flagsNamed(build, 'from').flatMap(({ instruction, stage }) => {
      if (instruction.keyword !== 'COPY') return [];
      const { sources, destination } = instruction;
      const source = sources.find(({ text }) => /^\/(?:\.|\*)?$/.test(withoutQuotes(text)));
      if (source === undefined || !/^\/\.?$/.test(withoutQuotes(destination.text))) return [];
      if (stage.base.kind === 'scratch') return [];
      return [{ range: { start: source.range.start, end: destination.range.end }, stage: stage.index }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'COPY of / to /',
    bad: 'FROM python:3.13-slim AS build\nFROM python:3.13-slim\nCOPY --from=build / /\n',
    good: 'FROM python:3.13-slim AS build\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /opt/venv\n',
    fires: ['/ /'],
  },
];
