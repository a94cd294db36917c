import { describe, expect, it } from 'vitest';
import { findPrefix } from './line-prefix';
import { readPasted } from './read-pasted';
import { ownLogs } from './testing/own-logs';

const bare = readPasted(ownLogs.plain).recordings[0];
const at = (index: number) => new Date(Date.UTC(2026, 4, 1, 12, 0, 0) + index * 250).toISOString();

function behind(prefix: string | ((index: number) => string), text = ownLogs.plain): string {
  return text
    .split('\n')
    .map((line, index) => (typeof prefix === 'string' ? prefix : prefix(index)) + line)
    .join('\n');
}

describe('what stands before every line', () => {
  it.each<[string, string | ((index: number) => string)]>([
    ['a code block', '    '],
    ['a quotation', '> '],
    ['a step of Cloud Build', 'Step #2 - "build": '],
    ['a remote', 'remote: '],
    ['a task runner', 'shop:build: '],
    ['a logger with an identifier', '  DEBUG [3f2c1a9b] \t'],
    ['a service', 'web-1  | '],
    ['a logger', '[INFO] '],
    ['a clock', (index) => `12:00:${String(index % 60).padStart(2, '0')}  `],
    ['a date in words', (index) => `May ${1 + (index % 9)} 12:00:03 PM  `],
    ['job and step of a workflow', (index) => `build\tBuild image\t${at(index).replace('Z', '0000Z')} `],
    ['a logger with a date', (index) => `[INFO] ${at(index).slice(0, 19).replace('T', ' ')},123 - `],
  ])('of %s is left out', (_, prefix) => {
    const { recordings, notUnderstoodCount } = readPasted(behind(prefix));
    expect(recordings).toHaveLength(1);
    const [read] = recordings;
    expect(read?.steps.map(({ name, outcome }) => [name, outcome])).toEqual(
      bare?.steps.map(({ name, outcome }) => [name, outcome]),
    );
    expect(read?.exported).toEqual(bare?.exported);
    expect(notUnderstoodCount).toBe(0);
  });

  it.each(['terminal' as const, 'legacy' as const])('is left out of the %s form too', (form) => {
    const text = form === 'legacy' ? ownLogs.legacy : ownLogs.tty;
    const [read] = readPasted(behind('build-7  | ', text)).recordings;
    expect(read?.steps.length).toBe(readPasted(text).recordings[0]?.steps.length);
  });

  it('gives the time where it has one', () => {
    const [read] = readPasted(behind((index) => `build\tBuild image\t${at(index)} `)).recordings;
    expect(read?.seconds).toBeGreaterThan(0);
  });

  it('is nothing where most lines have nothing before them, whatever a step prints', () => {
    const lines = [
      '#5 [2/4] RUN make',
      '#5 0.100 x: #6 [3/4] RUN test',
      '#5 0.200 x: #7 [4/4] RUN more',
      '#5 DONE 1.0s',
    ];
    expect(lines.map(findPrefix(lines))).toEqual([0, 0, 0, 0]);
  });
});
