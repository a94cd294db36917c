import { IgnoreMatcher } from '../context/ignore';
import { contextCopies } from '../rules-support/context-copies';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'COPY names a file that .dockerignore leaves out',
  category: 'reliability',
  wrong: '`.dockerignore` leaves this out, so there is nothing to copy.',
  why: 'The builder never gets the file and stops with "not found", although it is in your folder.',
  remedy: 'Remove it from `.dockerignore`, or add an exception: a line that begins with `!`.',
  recordings: [],
};

export default defineRule({
  id: 'ignored-file-copied',
  severity: 'error',
  codes: { buildkit: ['CopyIgnoredFile'] },
  failures: ['missing-source'],
  check(build) {
    const { ignoreFile } = build.context;
    if (ignoreFile === null) return [];
    const matcher = new IgnoreMatcher(ignoreFile.patterns);
    return contextCopies(build).flatMap(({ instruction, stage }) =>
      instruction.sources.flatMap((source) => {
        const path = source.text.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
        if (path === '' || path === '.' || /[*?[$<"']|:\/\/|^git@/.test(path)) return [];
        // A project may name files that it does not hold: then the pattern alone decides.
        const meant = build.context.entries.filter((entry) => entry.path === path || entry.path.startsWith(`${path}/`));
        const isIgnored = meant.length === 0 ? matcher.ignores(path) : meant.every((entry) => entry.ignored);
        if (!isIgnored) return [];
        return [
          {
            range: source.range,
            stage: stage.index,
            wrong: `\`.dockerignore\` leaves \`${path}\` out, so there is nothing to copy.`,
          },
        ];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A file that is ignored and copied',
    bad: 'FROM python:3.13-slim\nCOPY data/model.bin /srv/\n',
    good: 'FROM python:3.13-slim\nCOPY data/model.bin /srv/\n',
    files: { 'data/model.bin': '', '.dockerignore': 'data\n' },
    goodFiles: { '.dockerignore': 'data\n!data/model.bin\n' },
    fires: ['data/model.bin'],
  },
];
