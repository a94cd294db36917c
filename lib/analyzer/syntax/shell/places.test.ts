import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../parse';
import type { ShellScript } from '../types';
import { readShell } from './commands';
import { readShellFeatures } from './features';
import { findMisplaced, placesOf } from './testing/places';
import { brokenScripts, validScripts } from './testing/scripts';

const scripts = fc.oneof(validScripts, brokenScripts);

function expectPlaced(script: ShellScript): void {
  const reading = readShell(script);
  const { variables, extensions } = readShellFeatures(script);
  const found = [...variables, ...extensions].map(({ range }) => ({ what: 'a feature', range, parts: [] }));
  expect(findMisplaced([...placesOf(reading), ...found], script.range, false)).toBeNull();
  if (reading.script !== null && reading.problems.length === 0) {
    expect(findMisplaced(placesOf({ ...reading, commands: [] }), script.range, true)).toBeNull();
  }
  for (const list of [reading.commands, reading.problems, variables, extensions]) {
    const starts = list.map(({ range }) => range.start);
    expect(starts).toEqual(starts.toSorted((one, other) => one - other));
  }
}

describe('the places of what is read', () => {
  it('lie in the script, in what they are part of, and in order', () => {
    fc.assert(
      fc.property(scripts, (text) => expectPlaced({ form: 'shell', text, range: { start: 0, end: text.length } })),
      { numRuns: 1500 },
    );
  });

  it('do so in the Dockerfile, with joined lines and heredocs', () => {
    const written = fc.tuple(scripts, fc.boolean()).map(([script, isHeredoc]) => {
      const text = script.replaceAll('\r', '');
      return isHeredoc ? `RUN <<-LAST\n\t${text}\n\tLAST\n` : `RUN ${text.replaceAll('\n', ' \\\n# why\n  ')}\n`;
    });
    fc.assert(
      fc.property(written, (text) => {
        for (const instruction of parseDockerfile(`FROM a\n${text}`).instructions) {
          if (instruction.keyword !== 'RUN' || instruction.command.form !== 'shell') continue;
          expectPlaced(instruction.command);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('are those of the text that a word is read from', () => {
    fc.assert(
      fc.property(scripts, (text) => {
        if (text.includes('`')) return;
        for (const { words } of readShell({ form: 'shell', text, range: { start: 0, end: text.length } }).commands) {
          for (const { source, range } of words) expect(text.slice(range.start, range.end)).toBe(source);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
