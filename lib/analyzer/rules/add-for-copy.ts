import { replaceText } from '../rules-support/edits';
import { placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const remote = /^(?:https?|ftp):\/\/|^git@|^git:\/\/|\.git(?:#.*)?$/i;
const archive = /\.(?:tar|tgz|tbz2?|txz|tzst|tar\.\w+|gz|bz2|xz|zst|lz|lzma|z|tz2|tb2|tlz)$/i;

export const texts: RuleTexts = {
  title: 'ADD is used where COPY is enough',
  category: 'clarity',
  wrong: 'This ADD copies plain files, as COPY does.',
  why: 'ADD also unpacks archives and fetches URLs, so a reader has to check whether either is meant, and a renamed file can change what happens.',
  remedy: 'Write COPY, and keep ADD for archives and URLs.',
  recordings: [],
};

export default defineRule({
  id: 'add-for-copy',
  part: 'system',
  severity: 'info',
  codes: { hadolint: ['DL3020'] },
  check(build) {
    return placed(build, 'ADD').flatMap(({ instruction, stage }) => {
      const { flags, keywordRange } = instruction;
      const sources = instruction.sources.map(({ text }) => text.replace(/^["']|["']$/g, ''));
      const needsAdd =
        sources.some((source) => remote.test(source) || archive.test(source) || source.includes('$')) ||
        flags.some((flag) => ['checksum', 'keep-git-dir', 'unpack'].includes(flag.name));
      if (needsAdd) return [];
      return [
        {
          range: keywordRange,
          stage: stage.index,
          fix: { title: 'Write COPY', safety: 'safe' as const, edits: [replaceText(build, keywordRange, 'COPY')] },
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Sources of the program',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nADD main.py .\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['ADD'],
  },
  {
    title: 'An archive to unpack',
    bad: 'FROM python:3.13-slim\nADD data /data/\n',
    good: 'FROM python:3.13-slim\nADD data.tar.gz /data/\n',
    files: { 'data/a.txt': '', 'data.tar.gz': '' },
    fires: ['ADD'],
  },
];
