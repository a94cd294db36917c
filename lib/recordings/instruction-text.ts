/** What a step does, read off its name: what bytes and seconds are summed by. */
export type Cause = 'base' | 'os-packages' | 'python-packages' | 'files' | 'commands' | 'context' | 'export' | 'lookup';

/** In the order in which a build meets them. */
export const causes: readonly Cause[] = [
  'lookup',
  'context',
  'base',
  'os-packages',
  'python-packages',
  'commands',
  'files',
  'export',
];

interface NamedStep {
  readonly name: string;
  readonly kind: 'metadata' | 'context' | 'base' | 'run' | 'copy' | 'working-directory' | 'export';
}

const systemInstallers = /\b(?:apt|apt-get|aptitude|apk|dnf|microdnf|yum|zypper|dpkg)\b/;
const pythonInstallers = /\b(?:pip3?(?:\.\d+)?|uv|poetry|pipenv|pdm|conda|mamba|micromamba|easy_install)\b/;

/** Of a command that installs both, what Python installs: that is what a Dockerfile for Python is about. */
export function causeOf({ name, kind }: NamedStep): Cause {
  switch (kind) {
    case 'metadata':
      return 'lookup';
    case 'context':
    case 'base':
    case 'export':
      return kind;
    case 'copy':
      return 'files';
    case 'working-directory':
      return 'commands';
    case 'run': {
      const command = commandOf(name);
      if (pythonInstallers.test(command) && /\b(?:install|sync|add|wheel|create|env)\b/.test(command)) {
        // `apt-get install python3-pip` names pip without running it.
        const runs = new RegExp(`(?:^|[;&|(]|-m|/)\\s*(?:\\S+/)?${pythonInstallers.source}\\s`).test(command);
        if (runs) return 'python-packages';
      }
      return systemInstallers.test(command) ? 'os-packages' : 'commands';
    }
  }
}

/** The command of a RUN: without the keyword and its options, which name paths that say nothing of what runs. */
function commandOf(name: string): string {
  return bareInstruction(name).replace(/^RUN\s+(?:--\S+\s+)*/i, '');
}

/** The instruction without the stage that a recording or a log writes before it: `[build] RUN …`, `[2/7] RUN …`. */
export function bareInstruction(name: string): string {
  return name
    .replace(/^\[(?!internal\]|auth\])[^\]]{1,100}\]\s*/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const mostTokens = 60;

/** Words of an instruction, compared without regard to how they are joined: `a&&b` is `a && b`. */
export function tokensOf(name: string): readonly string[] {
  return bareInstruction(name)
    .replace(/@sha256:[0-9a-f]+/g, '')
    .split(/\s+|(?=&&|[;|])|(?<=&&|[;|])/)
    .filter((token) => token !== '' && token !== '\\')
    .slice(0, mostTokens);
}

/**
 * How alike two lists of words are, 0 to 1: Dice's coefficient of their multisets (twice what both have, over all that there
 * is). The order of options seldom matters, so it does not count.
 */
export function similarityOf(one: readonly string[], other: readonly string[]): number {
  if (one.length + other.length === 0) return 1;
  const left = new Map<string, number>();
  for (const token of one) left.set(token, (left.get(token) ?? 0) + 1);
  let common = 0;
  for (const token of other) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    common++;
    left.set(token, count - 1);
  }
  return (2 * common) / (one.length + other.length);
}
