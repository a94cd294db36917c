import type { Variables } from './variables';

/** What a server loads: the modules of which one must be there, and the folder that it looks in first. */
export interface Application {
  readonly modules: readonly string[];
  /** Relative to the working directory; `null` for that itself. */
  readonly folder: string | null;
}

/** The value of an option among words, glued on or apart. */
function readValue(words: readonly string[], ...names: readonly string[]): string | null {
  for (const [index, word] of words.entries()) {
    for (const name of names) {
      if (word === name) return words[index + 1] ?? null;
      if (name.startsWith('--') && word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    }
  }
  return null;
}

const target = /^([A-Za-z_][\w.]*):[A-Za-z_][\w.]*(\(.*\))?$/;

/** The application that the words of a server name; `null` where they name none, or only a run would know. */
export function readApplication(server: string, words: readonly string[], variables: Variables): Application | null {
  if (words.some((word) => /[$`]/.test(word) && target.test(word.replace(/[$`{}]/g, '')))) return null;
  switch (server) {
    case 'flask':
      return readFlask(words, variables);
    case 'celery': {
      const name = readValue(words, '-A', '--app')?.split(':')[0];
      return name === undefined || !/^[\w.]+$/.test(name)
        ? null
        : { modules: [name], folder: readValue(words, '--workdir') };
    }
    case 'fastapi':
    case 'streamlit':
      return null;
    default: {
      if (words.some((word) => /^--(pythonpath|config|paste)|^-c$/.test(word))) return null;
      const name = words.map((word) => target.exec(word)?.[1]).find((entry) => entry !== undefined);
      if (name === undefined) return null;
      return { modules: [name], folder: readValue(words, '--chdir', '--app-dir') };
    }
  }
}

/** `flask --app NAME run`; without a name it looks for `wsgi.py` and `app.py`. */
function readFlask(words: readonly string[], variables: Variables): Application | null {
  if (!words.includes('run')) return null;
  const given = readValue(words, '--app', '-A') ?? variables('FLASK_APP');
  if (given === undefined || given === '') return { modules: ['app', 'wsgi'], folder: null };
  const name = given.split(':')[0]?.replace(/\.py$/, '').replaceAll('/', '.') ?? '';
  return /^\w[\w.]*$/.test(name) ? { modules: [name], folder: null } : null;
}
