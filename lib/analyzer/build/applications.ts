import type { Variables } from './variables';

/** What a server loads: the modules of which one must be there, and the folder that it looks in first. */
export interface Application {
  readonly modules: readonly string[];
  /** The top-level name in the module that must be there; `null` where the server looks for one itself. */
  readonly attribute: string | null;
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

/** `package.module:name`, `module:name.part` or `module:factory(…)`; an address such as `unix:app.sock` is none. */
const target = /^(?!unix:|fd:|http:|https:|tcp:)([A-Za-z_][\w.]*):([A-Za-z_]\w*)[\w.]*(?:\(.*\))?$/;

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
        : { modules: [name], attribute: null, folder: readValue(words, '--workdir') };
    }
    case 'fastapi':
    case 'streamlit':
      return null;
    default: {
      if (words.some((word) => /^--(pythonpath|config|paste)|^-c$/.test(word))) return null;
      const match = words.map((word) => target.exec(word)).find((entry) => entry !== null);
      const [, name, attribute] = match ?? [];
      if (name === undefined || attribute === undefined) return null;
      return { modules: [name], attribute, folder: readValue(words, '--chdir', '--app-dir') };
    }
  }
}

/** `flask --app NAME run`; without a name it looks for `wsgi.py` and `app.py`. */
function readFlask(words: readonly string[], variables: Variables): Application | null {
  if (!words.includes('run')) return null;
  const given = readValue(words, '--app', '-A') ?? variables('FLASK_APP');
  if (given === undefined || given === '') return { modules: ['app', 'wsgi'], attribute: null, folder: null };
  const [module = '', attribute] = given.split(':');
  const name = module.replace(/\.py$/, '').replaceAll('/', '.');
  if (!/^\w[\w.]*$/.test(name)) return null;
  // Without a name Flask looks for an application or a factory itself.
  return { modules: [name], attribute: /^([A-Za-z_]\w*)(\(.*\))?$/.exec(attribute ?? '')?.[1] ?? null, folder: null };
}
