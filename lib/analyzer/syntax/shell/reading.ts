import type { ShellScript } from '../types';
import { noFeatures, ShellReader, type WholeReading } from './grammar';
import { NestedTooDeeply } from './source';

/** UTF-16 units of a script that are read: our own bound. */
const longestScript = 131_072;

const reader = new ShellReader();

/** The walk and several rules ask for the same script: it is read once. */
const readings = new WeakMap<ShellScript, WholeReading>();

/** Reads a script for all who ask about it. Never throws. */
export function readWhole(script: ShellScript): WholeReading {
  const known = readings.get(script);
  if (known !== undefined) return known;
  const whole = readAnew(script);
  readings.set(script, whole);
  return whole;
}

function readAnew(script: ShellScript): WholeReading {
  if (hasForeignInterpreter(script.text)) {
    return { reading: { commands: [], script: null, problems: [] }, features: noFeatures };
  }
  if (script.text.length > longestScript) {
    return refuse(script, 'The script is too long to be read. Move it to a file.');
  }
  try {
    return reader.read(script);
  } catch (error) {
    if (!(error instanceof NestedTooDeeply || error instanceof RangeError)) throw error;
    return refuse(script, 'The script is nested too deeply to be read.');
  }
}

function refuse({ range }: ShellScript, message: string): WholeReading {
  return {
    reading: { commands: [], script: null, problems: [{ message, range, certain: false }] },
    features: noFeatures,
  };
}

/** Whether the script's first line hands it to something like Python. */
function hasForeignInterpreter(text: string): boolean {
  if (!text.startsWith('#!')) return false;
  const line = /^#!\s*(\S+)(?:[ \t]+(?:-\S+[ \t]+)*(\S+))?/.exec(text);
  if (line === null) return false;
  const [, program = '', argument] = line;
  const name = program.endsWith('/env') ? (argument ?? '') : program;
  return !/^(?:ba|da|a|k|z)?sh$/.test(name.slice(name.lastIndexOf('/') + 1));
}
