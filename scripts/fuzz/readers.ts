// npm run fuzz -- readers [RUNS SEED]: mutates logs of our own and reads them. Ends with status 1 at the first input that throws,
// does not fit the schema or takes longer than a second, and prints the seed that makes it again.
import { readPasted } from '@/lib/recordings/readers/read-pasted';
import { newerLogs } from '@/lib/recordings/readers/testing/newer-logs';
import { ownLogs } from '@/lib/recordings/readers/testing/own-logs';
import { recording } from '@/lib/recordings/schema';
import { makeRandom } from './random';

const runs = Number(process.argv[2] ?? 100_000);
const firstSeed = Number(process.argv[3] ?? 1);
const logs = [...Object.values(ownLogs), ...Object.values(newerLogs)];
const lines = logs.flatMap((log) => log.split('\n'));
const pieces = [
  '\u001b[1A',
  '\u001b[0m',
  '\r',
  '\t',
  '  ',
  '#1 ',
  ' => ',
  '[',
  ']',
  '{',
  '}',
  '"',
  '…',
  '0.0s',
  '9'.repeat(30),
  '\u0000',
];

function mutate(random: () => number): string {
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = (from: readonly string[]) => from[below(from.length)] ?? '';
  let text = pick(logs);
  for (let count = 1 + below(6); count > 0; count--) {
    const place = below(text.length + 1);
    const end = Math.min(text.length, place + below(80));
    const kind = below(7);
    if (kind === 0) text = text.slice(0, place) + text.slice(end);
    else if (kind === 1) text = text.slice(0, place) + pick(pieces) + text.slice(place);
    else if (kind === 2) text = `${text.slice(0, place)}\n${pick(lines)}\n${text.slice(place)}`;
    else if (kind === 3) text = text.slice(place);
    else if (kind === 4) text = text.slice(0, place);
    else if (kind === 5) text = `${text}\n${pick(logs)}`;
    else text = text.slice(0, place) + String.fromCharCode(below(0x3000)) + text.slice(place + 1);
  }
  return text;
}

let slowest = 0;
let recordings = 0;
const started = performance.now();
for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
  const text = mutate(makeRandom(seed));
  try {
    const before = performance.now();
    const reading = readPasted(text);
    const milliseconds = performance.now() - before;
    slowest = Math.max(slowest, milliseconds);
    if (milliseconds > 1_000) throw new Error(`took ${milliseconds.toFixed(0)} ms`);
    recordings += reading.recordings.length;
    for (const one of reading.recordings) recording.parse(one);
  } catch (error) {
    process.stderr.write(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  }
}
const seconds = (performance.now() - started) / 1_000;
process.stdout.write(
  `${runs} mutated inputs, ${recordings} recordings, none threw; ${seconds.toFixed(1)} s, slowest ${slowest.toFixed(1)} ms\n`,
);
