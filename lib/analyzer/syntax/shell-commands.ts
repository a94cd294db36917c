import type { ReadShell, ShellReading } from './shell';
import { ShellWalk } from './shell-walk';
import type { ShellScript } from './types';

/** UTF-16 units of a script that are read: our own bound. */
const longestScript = 131_072;

/**
 * Reads the simple commands of a script, wherever they are nested, in the order of the text; ranges are offsets in the
 * Dockerfile. Never throws. A script with a `#!` line for a program other than a shell has no shell commands.
 */
export const readShell: ReadShell = (script) => {
  const known = readings.get(script);
  if (known !== undefined) return known;
  const reading = readAnew(script);
  readings.set(script, reading);
  return reading;
};

/** The walk and several rules ask for the same script: it is read once. */
const readings = new WeakMap<ShellScript, ShellReading>();

const readAnew: ReadShell = (script) => {
  if (hasForeignInterpreter(script.text)) return { commands: [], script: null, problems: [] };
  if (script.text.length > longestScript) {
    return {
      commands: [],
      script: null,
      problems: [{ message: 'The script is too long to be read. Move it to a file.', range: script.range }],
    };
  }
  try {
    return new ShellWalk(script).read();
  } catch {
    return {
      commands: [],
      script: null,
      problems: [{ message: 'The script is nested too deeply to be read.', range: script.range }],
    };
  }
};

/** Whether the script's first line hands it to something like Python. */
function hasForeignInterpreter(text: string): boolean {
  const line = /^#!\s*(\S+)(?:[ \t]+(?:-\S+[ \t]+)*(\S+))?/.exec(text);
  if (line === null) return false;
  const [, program = '', argument] = line;
  const name = program.endsWith('/env') ? (argument ?? '') : program;
  return !/^(?:ba|da|a|k|z)?sh$/.test(name.slice(name.lastIndexOf('/') + 1));
}
