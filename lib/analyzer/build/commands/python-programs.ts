import { readFigure } from '../../catalog/look-up';
import type { Argument } from '../invocation';
import { resolvePath } from '../paths';
import type { Running } from './running';
import { holdUnmeasured } from './unmeasured';

/** Statements that only look something up, say it, or end the program. */
const telling =
  /^(?:import\s+[\w.,\s]+|from\s+[\w.]+\s+import\s+[\w.,\s*()]+|print\s*\(.*\)|assert\s.*|(?:sys\.)?exit\s*\(.*\)|pass|raise\s.*|)$/;

/** Whether a program given with `-c` leaves no files behind: it imports, prints or asserts. */
export function onlyTells(program: string): boolean {
  if (/\bopen\s*\(|\bdownload|from_pretrained|\bload|write|exec\s*\(|eval\s*\(|system\s*\(|subprocess/.test(program))
    return false;
  return program.split(/[;\n]/).every((statement) => telling.test(statement.trim()));
}

/** Modules that fetch data when they are run, with the folder below the user's home or the system's into which they put it. */
const fetching: ReadonlyMap<string, (running: Running, words: readonly Argument[]) => string | null> = new Map([
  [
    'nltk.downloader',
    ({ walk, variables, workingDirectory }: Running, words: readonly Argument[]) => {
      const at = words.findIndex(({ text }) => text === '-d');
      const named = at < 0 ? variables('NLTK_DATA') : words[at + 1]?.text;
      return named === undefined ? `${walk.homeDirectory()}/nltk_data` : resolvePath(workingDirectory, named);
    },
  ],
  [
    'playwright',
    ({ walk, variables }: Running, words: readonly Argument[]) =>
      words[0]?.text === 'install'
        ? (variables('PLAYWRIGHT_BROWSERS_PATH') ?? `${walk.homeDirectory()}/.cache/ms-playwright`)
        : null,
  ],
]);

/**
 * Walks a module, or the program of the same name, that fetches data into a folder of its own; `false` where it is none, or
 * does something else.
 */
export function fetchData(running: Running, name: string, words: readonly Argument[]): boolean {
  const { walk } = running;
  const place = fetching.get(name)?.(running, words) ?? null;
  if (place === null || /[$`]/.test(place) || !place.startsWith('/')) return false;
  const what = `the size of what \`${name}\` fetches`;
  holdUnmeasured(
    walk,
    { path: place, kind: 'os-packages', label: `data of ${name}` },
    readFigure(walk.catalog, 'unknown-download'),
    what,
  );
  walk.makeDirectory(place);
  walk.doubt(what, place);
  walk.step.writes.push(place);
  walk.spend(readFigure(walk.catalog, 'download-seconds'));
  // Libraries that the browsers need come by the system's package manager.
  if (words.some(({ text }) => text === '--with-deps')) {
    walk.packagesCertain = false;
    walk.osPackagesAdded = true;
    walk.unknown.add('which OS packages the browsers need');
  }
  return true;
}
