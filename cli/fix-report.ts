import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import type { Finding } from '@/lib/analyzer/rules/types';
import { makePrintable, type Style } from './style';
import type { ChangedFile } from './write-project';

/** Lines of context around a change. */
const context = 3;

function countTitles(findings: readonly Finding[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { rule, fix } of findings) {
    const line = `${rule}: ${fix?.title ?? ''}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`));
}

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** What was fixed in one project, what waits for a look, and what only people can mend. */
export function drawSummary(
  shown: string,
  {
    applied,
    left,
    changes,
  }: {
    readonly applied: readonly Finding[];
    readonly left: readonly Finding[];
    readonly changes: readonly ChangedFile[];
  },
  dockerfile: string,
): string {
  const waiting = left.filter(({ fix }) => fix !== null);
  const byHand = left.length - waiting.length;
  const others = changes.filter((change) => change.path !== dockerfile).map((change) => change.path);
  const lines = [
    `${shown}: ${applied.length === 0 ? 'nothing to fix' : plural(applied.length, 'fix', 'fixes')}`,
    ...countTitles(applied).map((line) => `  ${line}`),
    ...(others.length > 0 ? [`  Beside the Dockerfile: ${others.join(', ')}`] : []),
    ...(waiting.length > 0
      ? [
          `  ${plural(waiting.length, 'fix wants', 'fixes want')} your review first (--review applies them):`,
          ...countTitles(waiting).map((line) => `    ${line}`),
        ]
      : []),
    ...(byHand > 0 ? [`  ${plural(byHand, 'finding has', 'findings have')} no fix: layerwise check tells them.`] : []),
  ];
  return `${lines.map(makePrintable).join('\n')}\n`;
}

/** A unified diff of changed files, whose names `place` gives; for `patch -p1` and `git apply`. */
export function drawDiff(changes: readonly ChangedFile[], place: (file: string) => string): string {
  return changes
    .map(({ path, before, after }) => {
      const name = place(path);
      const from = before === null ? '/dev/null' : `a/${name}`;
      const patch = structuredPatch(from, `b/${name}`, before ?? '', after, undefined, undefined, { context });
      return formatPatch(patch, FILE_HEADERS_ONLY);
    })
    .join('');
}

/** A diff for a terminal: coloured, and without control characters of the files. */
export function paintDiff(diff: string, style: Style): string {
  return diff
    .split('\n')
    .map((line) => {
      const text = makePrintable(line.replace(/\r$/, ''));
      if (/^(?:---|\+\+\+) /.test(line)) return style.paint('bold', text);
      if (line.startsWith('@@')) return style.paint('cyan', text);
      if (line.startsWith('+')) return style.paint('green', text);
      return line.startsWith('-') ? style.paint('red', text) : text;
    })
    .join('\n');
}
