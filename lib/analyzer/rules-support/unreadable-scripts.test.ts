import { describe, expect, it } from 'vitest';
import { readCatalog } from '@/lib/content/catalog';
import { walkBuild } from '../build/walk-build';
import { parseDockerfile } from '../syntax/parse';
import { keepsOutOfUnreadable } from './unreadable-scripts';

function keepsOut(text: string, at: number): boolean {
  const project = { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text }], bulk: [] };
  const build = walkBuild(project, parseDockerfile(text), { catalog: readCatalog(), today: '2026-11-21' });
  const edits = [{ file: 'Dockerfile', range: { start: at, end: at }, text: ' -y' }];
  return keepsOutOfUnreadable(build, { title: 'Add -y', safety: 'safe', edits });
}

describe('a fix keeps out of what no shell reads', () => {
  const cases: readonly (readonly [string, string, string, boolean])[] = [
    ['a script that can be read', 'FROM a\nRUN b c\nCMD d\n', 'b', true],
    ['a script with an open quote', 'FROM a\nRUN b "c\nCMD d\n', 'b', false],
    ['the end of a here-document with an open backquote', 'FROM a\nRUN <<EOF\nb `c\nEOF\n', 'b `c\n', false],
    ['a JSON array', 'FROM a\nRUN ["b", "c"]\nCMD d\n', '["b', false],
    ['the line behind a JSON array', 'FROM a\nRUN ["b", "c"]\nCMD d\n', 'RUN ["b", "c"]', true],
  ];
  it.each(cases)('asked of %s', (_, text, before, expected) => {
    expect(keepsOut(text, text.indexOf(before) + before.length)).toBe(expected);
  });
});
