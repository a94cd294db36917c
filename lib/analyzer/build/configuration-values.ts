import { expandWords, variablesIn } from '../syntax/expand';
import type { ListInstruction, Word, WordInstruction } from '../syntax/types';
import type { StageWalk } from './stage-walk';
import type { Variables } from './variables';

const highestPort = 65_535;
const protocols = new Set(['tcp', 'udp', 'sctp']);

/** Names of signals without SIG. Source: github.com/moby/sys/signal, Linux. */
const signals = new Set(
  (
    'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP ' +
    'TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'
  ).split(' '),
);

/** BuildKit stops at a port that cannot be one. */
export function checkPorts(instruction: ListInstruction, walk: StageWalk, variables: Variables): void {
  for (const word of instruction.words) {
    const fault = expandKnown(word, walk, variables).find((port) => !isPort(port));
    if (fault === undefined) continue;
    walk.fail('invalid-port', word.range, fault);
    return;
  }
}

/** BuildKit stops at a signal that Linux does not have. */
export function checkStopSignal({ argument }: WordInstruction, walk: StageWalk, variables: Variables): void {
  const name = expandKnown(argument, walk, variables).join(' ');
  if (name === '' || isSignal(name)) return;
  walk.fail('invalid-signal', argument.range, name);
}

/** The words that a word becomes; none where it has a variable whose value only the base or the builder knows. */
function expandKnown(word: Word, walk: StageWalk, variables: Variables): readonly string[] {
  const { escapeCharacter } = walk.shared;
  if (variablesIn(word.text, escapeCharacter, variables, true).length > 0) return [];
  const words = expandWords(word.text, variables, escapeCharacter);
  return 'error' in words ? [] : words.value;
}

/** `[address:][port of the host:]port[-port][/protocol]`, as `docker run --publish` takes it. */
function isPort(text: string): boolean {
  const [ports = '', protocol = 'tcp', ...rest] = text.slice(text.lastIndexOf(':') + 1).split('/');
  if (rest.length > 0 || !protocols.has((protocol || 'tcp').toLowerCase())) return false;
  const range = ports.split('-');
  if (range.length > 2 || !range.every((port) => /^\d+$/.test(port) && Number(port) <= highestPort)) return false;
  return Number(range.at(-1)) >= Number(range[0]);
}

function isSignal(text: string): boolean {
  if (/^\d+$/.test(text)) return Number(text) > 0;
  const name = text.toUpperCase().replace(/^SIG/, '');
  return signals.has(name) || /^RT(?:MIN\+(?:[1-9]|1[0-5])|MAX-(?:[1-9]|1[0-4]))$/.test(name);
}
