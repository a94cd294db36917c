import { readFigure } from '../../catalog/look-up';
import type { StageWalk } from '../stage-walk';
import type { Running } from './running';
import { holdUnmeasured } from './unmeasured';

/** Folders into which packages of the system put their files. */
const systemFolders = ['/usr', '/opt', '/etc', '/var/lib'];

/** A package comes from a file: nobody knows its size, its programs or its folders in the system. */
export function installArchive(walk: StageWalk, archive: string): void {
  const what = `what ${archive} installs`;
  holdUnmeasured(
    walk,
    { path: '/opt', kind: 'os-packages', label: `package of ${archive}` },
    readFigure(walk.catalog, 'unknown-download'),
    what,
  );
  walk.packagesCertain = false;
  walk.osPackagesAdded = true;
  walk.users.doubt();
  for (const folder of systemFolders) walk.doubt(what, folder);
  walk.step.writes.push(...systemFolders);
  walk.spend(readFigure(walk.catalog, 'apt-install-seconds'));
}

/** `dpkg -i FILE…` installs; most of what else dpkg does only tells something. */
function runDpkg({ walk, invocation }: Running): void {
  const installs = invocation.words.some(({ text }) => /^(?:-\w*i\w*|--install|--unpack)$/.test(text));
  if (!installs) return;
  for (const { text } of invocation.words) if (!text.startsWith('-')) installArchive(walk, text);
}

/**
 * `apt-mark auto '.*'` makes every package one that nobody asked for, so that an autoremove takes all that the base did not
 * bring; `manual NAME…` keeps what it names. Names that only a run would know are those that the base had asked for.
 */
function markPackages({ walk, invocation }: Running): void {
  const [action, ...names] = invocation.words.filter(({ text }) => !text.startsWith('-'));
  for (const { text, known } of names) {
    if (!known) continue;
    if (action?.text === 'auto' && text === '.*') walk.namedPackages.clear();
    else if (action?.text === 'auto') walk.namedPackages.delete(text);
    else if (action?.text === 'manual') walk.namedPackages.add(text);
  }
}

export const packageArchiveCommands = [
  ['dpkg', runDpkg],
  ['apt-mark', markPackages],
] as const;
