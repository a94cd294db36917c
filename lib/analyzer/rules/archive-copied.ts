import { placed, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const archive = /\.(?:tar|tgz|tar\.\w+|tbz2?|txz|gz|bz2|xz|zip)$/i;
const unpackers = new Set(['tar', 'unzip', 'gunzip', 'bunzip2', 'unxz', 'bsdtar']);

/** The last part of a path of Linux or Windows, without quotes. */
function fileName(path: string): string {
  const bare = path.replace(/["']/g, '');
  return bare.slice(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\')) + 1);
}

/** ADD unpacks archives of tar, compressed or not. */
function isUnpackedByAdd(name: string): boolean {
  return /\.(?:tar|tgz|tar\.\w+|tbz2?|txz)$/i.test(name);
}

export const texts: RuleTexts = {
  title: 'The archive stays in the image after it is unpacked',
  category: 'size',
  wrong: 'An archive is copied in one step and unpacked in another.',
  why: 'The layer of the COPY keeps the archive, even if a later step deletes it.',
  remedy: 'Let ADD unpack it, or mount it for the RUN that unpacks it.',
  recordings: [],
};

export default defineRule({
  id: 'archive-copied',
  part: 'downloads',
  severity: 'info',
  codes: { hadolint: ['DL3010'] },
  check(build) {
    const all = runs(build, ...unpackers);
    if (all.length === 0) return [];
    return placed(build, 'COPY').flatMap(({ instruction, stage, step }) =>
      instruction.sources
        .filter(
          (source) => archive.test(fileName(source.text)) && !instruction.flags.some((flag) => flag.name === 'from'),
        )
        .filter((source) => {
          const names = [fileName(source.text), fileName(instruction.destination.text)].filter((name) =>
            archive.test(name),
          );
          return all
            .filter((run) => run.stage === stage && run.step.index > step.index)
            .flatMap((run) => run.invocations)
            .some(
              ({ program, words }) =>
                unpackers.has(program) && words.some((word) => names.includes(fileName(word.text.replace(/^.*=/, '')))),
            );
        })
        .map((source) => ({
          range: source.range,
          stage: stage.index,
          ...(isUnpackedByAdd(fileName(source.text))
            ? {}
            : { remedy: 'Mount it for the RUN that unpacks it: ADD unpacks only tar archives.' }),
        })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Copied, then unpacked',
    bad: 'FROM python:3.13-slim\nCOPY data.tar.gz /tmp/\nRUN tar -xzf /tmp/data.tar.gz -C /srv\n',
    good: 'FROM python:3.13-slim\nADD data.tar.gz /srv/\n',
    files: { 'data.tar.gz': '' },
    fires: ['data.tar.gz'],
  },
];
