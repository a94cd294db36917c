import { describe, expect, it } from 'vitest';
import { projectOf, testCatalog, today } from '@/components/workbench/testing';
import { analyze } from '@/lib/analyzer';
import { knownFlags } from '@/lib/analyzer/syntax/keywords';
import { hoverAt } from './hovers';
import { instructionNotes } from './instructions';
import { escapeMarkdown } from './markdown';

/** Hovers at the bar. */
function hover(text: string) {
  const offset = text.indexOf('|');
  const plain = text.replace('|', '');
  const analysis = analyze(projectOf(plain), { catalog: testCatalog(), today });
  const found = hoverAt(plain, offset, { analysis, baseImages: testCatalog().baseImages, paths: [] });
  return found && { text: found.paragraphs.join('\n'), word: plain.slice(found.range.start, found.range.end) };
}

describe('hoverAt', () => {
  const cases = [
    {
      what: 'an instruction and its cost',
      text: 'FROM python:3.13-slim\nR|UN apt-get update && apt-get install -y gcc\n',
      word: 'RUN',
      says: /as a layer[\s\S]*This step adds about \d+ MB .*takes about/,
    },
    { what: 'an instruction in lower case', text: 'f|rom python:3.13-slim\n', word: 'from', says: /Begins a stage/ },
    {
      what: 'the instruction behind ONBUILD',
      text: 'FROM python:3.13-slim\nONBUILD RU|N x\n',
      word: 'RUN',
      says: /as a layer/,
    },
    {
      what: 'a step that stays out of the image',
      text: 'FROM python:3.13-slim AS a\nR|UN apt-get update && apt-get install -y gcc\nFROM python:3.13-slim\nCOPY --from=a /x /x\n',
      word: 'RUN',
      says: /outside of the final image/,
    },
    {
      what: 'a flag',
      text: 'FROM python:3.13-slim AS a\nFROM python:3.13-slim\nCOPY --fr|om=a /x /x\n',
      word: '--from=a',
      says: /earlier stage/,
    },
    {
      what: 'a base image of the catalog',
      text: 'FROM python:3.1|3-slim\n',
      word: 'python:3.13-slim',
      says: /MB unpacked, [\d.]+ MB to download.*Python 3\.13/,
    },
    {
      what: 'a base image by its full name',
      text: 'FROM docker.io/library/ubuntu:2|4.04\n',
      word: 'docker.io/library/ubuntu:24.04',
      says: /Ubuntu/,
    },
    {
      what: 'a base image with a variable',
      text: 'ARG V=3.13\nFROM python:${|V}-slim\n',
      word: 'python:${V}-slim',
      says: /python:3\.13-slim/,
    },
    {
      what: 'a stage as base',
      text: 'FROM python:3.13-slim AS base\nFROM ba|se\n',
      word: 'base',
      says: /stage `base` of this Dockerfile/,
    },
    {
      what: 'an image that nobody recorded',
      text: 'FROM nobody/kno|ws:1\n',
      word: 'nobody/knows:1',
      says: /not known/,
    },
  ];
  for (const { what, text, word, says } of cases) {
    it(`explains ${what}`, () => {
      const found = hover(text);
      expect(found?.word).toBe(word);
      expect(found?.text).toMatch(says);
    });
  }

  it('says nothing about comments, blank lines and arguments', () => {
    expect(hover('# a| comment\nFROM python:3.13-slim\n')).toBeNull();
    expect(hover('FROM python:3.13-slim\n|\n')).toBeNull();
    expect(hover('FROM python:3.13-slim\nRUN echo he|llo\n')).toBeNull();
  });
});

describe('instructionNotes', () => {
  it('explain every flag that the parser knows, and no other', () => {
    for (const [keyword, note] of Object.entries(instructionNotes)) {
      const known = Object.keys(knownFlags[keyword as keyof typeof knownFlags]).sort();
      expect(note.flags.map((flag) => flag.name).sort(), keyword).toEqual(known);
    }
  });
});

describe('escapeMarkdown', () => {
  it('keeps code and disarms everything else', () => {
    expect(escapeMarkdown('Add `--no-cache-dir` to [this](http://x) <b>*now*</b>')).toBe(
      'Add `--no-cache-dir` to \\[this\\]\\(http://x\\) \\<b\\>\\*now\\*\\</b\\>',
    );
  });

  it('disarms a backquote that stands alone', () => {
    expect(escapeMarkdown('a ` b')).toBe('a \\` b');
  });
});
