import type { Severity } from '@/lib/analyzer/rules/types';
import type { CheckedFile } from './checked-file';
import { placeOfFile } from './checked-file';
import { collectNotices } from './notices';
import { positionsIn } from './positions';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** As the runner's own tool kit escapes the text of a command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Workflow commands that GitHub shows at the lines of a change: one line for each notice. */
export function drawAnnotations(files: readonly CheckedFile[], unusable: readonly string[]): string {
  const lines = files.flatMap((file) => {
    const positions = positionsIn(file.project);
    return collectNotices(file.analysis, file.project.dockerfile).map((notice) => {
      const start = positions.at(notice.file, notice.range.start);
      const end = positions.at(notice.file, notice.range.end);
      const properties: [string, string | number][] = [
        ['file', placeOfFile(file, notice.file)],
        ['line', start.line],
        // Columns are read only where the place lies on one line.
        ...(start.line === end.line
          ? ([
              ['col', start.column],
              ['endColumn', end.column],
            ] as [string, number][])
          : ([['endLine', end.column === 1 ? end.line - 1 : end.line]] as [string, number][])),
        ['title', notice.name],
      ];
      const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
      return `::${commands[notice.severity]} ${written}::${escapeData(notice.sentences.join(' '))}`;
    });
  });
  const refused = unusable.map((message) => `::error title=layerwise::${escapeData(message)}`);
  return [...lines, ...refused].map((line) => `${line}\n`).join('');
}
