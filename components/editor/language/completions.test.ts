import { describe, expect, it } from 'vitest';
import { testCatalog } from '@/components/workbench/testing';
import { completeDockerfile } from './completions';
import type { LanguageFacts } from './facts';

const facts: LanguageFacts = {
  analysis: null,
  baseImages: testCatalog().baseImages,
  paths: ['Dockerfile', 'requirements.txt', 'src/main.py', '.git'],
};

/** Completes at the bar. */
function complete(text: string) {
  const offset = text.indexOf('|');
  const found = completeDockerfile(text.replace('|', ''), offset, facts);
  return { ...found, labels: found.items.map((item) => item.label) };
}

describe('completeDockerfile', () => {
  const cases: readonly {
    readonly what: string;
    readonly text: string;
    readonly has?: readonly string[];
    readonly lacks?: readonly string[];
    readonly none?: true;
  }[] = [
    { what: 'instructions at the start of a line', text: 'FROM a\n|', has: ['RUN', 'COPY', 'HEALTHCHECK'] },
    { what: 'instructions after their first letters, in any case', text: 'FROM a\n  ru|', has: ['RUN'] },
    { what: 'instructions after ONBUILD', text: 'FROM a\nONBUILD |', has: ['RUN'] },
    { what: 'nothing in a comment', text: '# FROM |', none: true },
    { what: 'nothing in a here-document', text: 'FROM a\nRUN <<EOF\n|\nEOF\n', none: true },
    { what: 'no instruction in a continued line', text: 'FROM a\nRUN x \\\n  |', lacks: ['RUN'] },
    { what: 'base images after FROM', text: 'FROM python:3.1|', has: ['python:3.13-slim', 'ubuntu:24.04'] },
    { what: 'earlier stages after FROM', text: 'FROM a AS build\nFROM |', has: ['build', 'scratch'] },
    { what: 'AS after the image', text: 'FROM python:3.13 |', has: ['AS'] },
    { what: 'nothing for the name of a stage', text: 'FROM python:3.13 AS |', none: true },
    { what: 'flags of COPY', text: 'FROM a\nCOPY --|', has: ['--from', '--chown', '--link'], lacks: ['--mount'] },
    { what: 'flags of RUN after another flag', text: 'FROM a\nRUN --network=none --|', has: ['--mount'] },
    { what: 'no flags of RUN within its command', text: 'FROM a\nRUN ls --|', lacks: ['--mount'] },
    { what: 'stages after --from=', text: 'FROM a AS build\nFROM b\nCOPY --from=|', has: ['build'] },
    { what: 'no later stage after --from=', text: 'FROM b\nCOPY --from=|\nFROM a AS late', lacks: ['late'] },
    { what: 'platforms', text: 'FROM --platform=|', has: ['linux/amd64', '$BUILDPLATFORM'] },
    { what: 'types of mounts', text: 'FROM a\nRUN --mount=type=|', has: ['cache', 'secret'] },
    {
      what: 'options of a cache mount',
      text: 'FROM a\nRUN --mount=type=cache,|',
      has: ['target', 'sharing'],
      lacks: ['type'],
    },
    { what: 'folders worth a cache', text: 'FROM a\nRUN --mount=type=cache,target=|', has: ['/root/.cache/pip'] },
    { what: 'sharing modes', text: 'FROM a\nRUN --mount=type=cache,sharing=|', has: ['locked'] },
    {
      what: 'paths of the project after COPY',
      text: 'FROM a\nCOPY |',
      has: ['requirements.txt', 'src/', 'src/main.py'],
    },
    { what: 'paths as second source', text: 'FROM a\nCOPY requirements.txt s|', has: ['src/main.py'] },
    { what: 'no paths of the project from another stage', text: 'FROM a AS b\nFROM a\nCOPY --from=b |', none: true },
    {
      what: 'requirements files after pip install -r',
      text: 'FROM a\nRUN pip install -r |',
      has: ['requirements.txt'],
    },
    { what: 'options of pip', text: 'FROM a\nRUN pip install -|', has: ['--no-cache-dir', '-r'] },
    { what: 'no option of pip twice', text: 'FROM a\nRUN pip install --no-cache-dir -|', lacks: ['--no-cache-dir'] },
    {
      what: 'options of apt-get past a continuation',
      text: 'FROM a\nRUN apt-get update && \\\n  apt-get install -|',
      has: ['--no-install-recommends'],
    },
    {
      what: 'no option of pip after the next command',
      text: 'FROM a\nRUN pip install x && ls -|',
      lacks: ['--no-cache-dir'],
    },
    {
      what: 'variables in force',
      text: 'FROM a\nARG ONE\nENV TWO=2 THREE=3\nRUN echo $|',
      has: ['ONE', 'TWO', 'THREE'],
    },
    { what: 'no variable of another stage', text: 'FROM a\nENV ONE=1\nFROM b\nRUN echo $|', lacks: ['ONE'] },
    { what: 'global arguments in FROM', text: 'ARG VERSION=3\nFROM python:$|', has: ['VERSION', 'TARGETARCH'] },
    { what: 'no global argument inside a stage', text: 'ARG VERSION=3\nFROM a\nRUN echo $|', lacks: ['VERSION'] },
    { what: 'NONE and CMD after HEALTHCHECK', text: 'FROM a\nHEALTHCHECK |', has: ['NONE', 'CMD'] },
    { what: 'signals', text: 'FROM a\nSTOPSIGNAL |', has: ['SIGTERM'] },
    { what: 'nothing after an unknown instruction', text: 'FROM a\nRNU |', none: true },
  ];
  for (const { what, text, has = [], lacks = [], none } of cases) {
    it(`offers ${what}`, () => {
      const { labels } = complete(text);
      expect(labels).toEqual(expect.arrayContaining([...has]));
      for (const label of lacks) expect(labels).not.toContain(label);
      if (none) expect(labels).toEqual([]);
    });
  }

  it('replaces the word that is written', () => {
    expect(complete('FROM python:3.1|')).toMatchObject({ start: 5, end: 15 });
    expect(complete('FROM a\nRUN --mount=type=ca|')).toMatchObject({ start: 24, end: 26 });
  });

  it('closes a brace that the reader has not closed', () => {
    const insert = (text: string) => complete(text).items[0]?.insert;
    expect(insert('FROM a\nENV A=1\nRUN echo ${|')).toBe('A}');
    expect(insert('FROM a\nENV A=1\nRUN echo ${|}')).toBe('A');
  });

  it('survives every place of a text', () => {
    const text =
      '\n# x\nFROM a AS b\nRUN --mount=type=cache,target=/x pip install \\\n\n# c\n -r r.txt <<E\nE\nCOPY ${A} $';
    for (let offset = 0; offset <= text.length; offset += 1) {
      const found = completeDockerfile(text, offset, facts);
      expect(found.start).toBeLessThanOrEqual(found.end);
    }
  });
});
