import { resolvePath } from '../paths';
import type { Running } from './running';

/**
 * `update-alternatives --install LINK NAME PATH PRIORITY` puts a link to a program into place, each `--slave LINK NAME PATH`
 * another; `--set NAME PATH` points one of those elsewhere, which is taken to lie in `/usr/bin`.
 */
function updateAlternatives({ walk, invocation }: Running): void {
  const words = invocation.words;
  for (const [at, { text }] of words.entries()) {
    const installs = text === '--install' || text === '--slave';
    const link = installs ? words[at + 1] : text === '--set' ? words[at + 1] : undefined;
    const target = installs ? words[at + 3] : words[at + 2];
    if (link === undefined || target === undefined) continue;
    if (!link.known || !target.known) {
      walk.files.doubt('/usr/bin');
      continue;
    }
    const path = resolvePath('/usr/bin', link.text);
    walk.writeFile(path, { executable: true, text: null });
    walk.files.link(path, resolvePath('/', target.text));
  }
  walk.step.writes.push('/etc/alternatives');
}

export const alternativesCommands = [
  ['update-alternatives', updateAlternatives],
  ['alternatives', updateAlternatives],
] as const;
