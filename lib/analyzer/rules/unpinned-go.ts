import { runs } from '../rules-support/steps';
import type { ShellWord } from '../syntax/shell';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Options of go's commands that take a value in the next word: go does not join single letters. */
const valued = new Set([
  '-ldflags',
  '-tags',
  '-gcflags',
  '-asmflags',
  '-mod',
  '-modfile',
  '-overlay',
  '-p',
  '-o',
  '-C',
  '-exec',
]);

/** The packages that `go install`, `go get` or `go run` names; the words behind that of `run` are the program's. */
function packagesOf([action, ...words]: readonly ShellWord[]): readonly ShellWord[] {
  if (action === undefined || !['install', 'get', 'run'].includes(action.text)) return [];
  const found: ShellWord[] = [];
  for (let next = 0; next < words.length; next += 1) {
    const word = words[next];
    if (word === undefined) break;
    if (valued.has(word.text)) next += 1;
    else if (word.text === 'tool' && found.length === 0 && action.text === 'install') continue;
    else if (!word.text.startsWith('-')) found.push(word);
  }
  return action.text === 'run' ? found.slice(0, 1) : found;
}

function isOpen({ text }: ShellWord): boolean {
  if (/^(?:\.{0,2}\/|\.{1,2}$|\$)/.test(text) || text.endsWith('.go') || text.endsWith('...')) return false;
  if (text === 'std' || text === 'cmd') return false;
  const at = text.indexOf('@');
  return at < 0 || text.slice(at + 1) === 'latest';
}

export const texts: RuleTexts = {
  title: 'go fetches the newest version',
  category: 'reproducibility',
  wrong: 'This Go package is fetched without a version.',
  why: 'Two builds of one Dockerfile can differ, and a release that breaks your program is compiled in without notice.',
  remedy: 'Add `@` and a version, as in `@v1.2.3`.',
  recordings: [],
};

export default defineRule({
  id: 'unpinned-go',
  part: 'downloads',
  severity: 'warning',
  codes: { hadolint: ['DL3062'] },
  check(build) {
    return runs(build, 'go').flatMap((run) =>
      run.invocations
        .filter(({ program }) => program === 'go')
        .flatMap(({ words }) => packagesOf(words))
        .filter(isOpen)
        .map((word) => ({ range: word.range, stage: run.stage.index })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The newest is not a version',
    bad: 'FROM golang:1.25\nRUN go install -tags netgo example.org/tool@latest\n',
    good: 'FROM golang:1.25\nRUN go install -tags netgo example.org/tool@v1.2.3 && go install ./cmd/server\n',
    fires: ['example.org/tool@latest'],
  },
];
