import { placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** A file to be fetched; a repository is named by its commit instead. */
const isFile = (source: string) =>
  /^https?:\/\//i.test(source) && !/\.git(?:[#/?]|$)/.test(source) && !source.includes('$');

export const texts: RuleTexts = {
  title: 'A download has no checksum',
  category: 'reproducibility',
  wrong: 'This ADD accepts whatever the URL returns today.',
  why: 'The file behind a URL can be replaced, by its owner or by somebody else, and the build continues with the new one. With a checksum it stops, and Docker need not download the file to know that the step is cached.',
  remedy: 'Add `--checksum=sha256:…` with the checksum of the file that you mean.',
  recordings: [],
};

export default defineRule({
  id: 'download-unchecked',
  part: 'downloads',
  severity: 'info',
  codes: {},
  check(build) {
    return placed(build, 'ADD').flatMap(({ instruction, stage }) =>
      instruction.flags.some(({ name }) => name === 'checksum')
        ? []
        : instruction.sources
            .filter(({ text }) => isFile(text.replace(/^["']|["']$/g, '')))
            .map(({ range }) => ({ range, stage: stage.index })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A model from the web',
    bad: 'FROM python:3.13-slim\nADD https://example.org/model.bin /models/\n',
    good: 'FROM python:3.13-slim\nADD --checksum=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 https://example.org/model.bin /models/\nADD https://example.org/app.git#v1.2 /src/\n',
    fires: ['https://example.org/model.bin'],
  },
];
