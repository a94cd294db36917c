import { readSync } from 'node:fs';
import { longestDockerfile } from './read-project';
import { run } from './run';

/** What comes on the standard input, up to one byte more than is taken for a Dockerfile. */
function readStandardInput(): Uint8Array {
  const bytes = Buffer.alloc(longestDockerfile + 1);
  let length = 0;
  for (let read = 1; read > 0 && length < bytes.length; length += read) {
    read = readSync(0, bytes, length, bytes.length - length, null);
  }
  return bytes.subarray(0, length);
}

/** npm changes to the package's folder before it runs a script, and says where it was called from. */
function callersFolder(): string {
  const { INIT_CWD, npm_lifecycle_event } = process.env;
  return npm_lifecycle_event === 'layerwise' && INIT_CWD !== undefined ? INIT_CWD : process.cwd();
}

// Whoever reads the output may stop early (`| head`): that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const outcome = run(process.argv.slice(2), {
  folder: callersFolder(),
  today: new Date().toISOString().slice(0, 10),
  terminal: { attached: process.stdout.isTTY === true, columns: process.stdout.columns },
  environment: process.env,
  readStandardInput,
});
if (outcome.stderr !== undefined) process.stderr.write(outcome.stderr);
if (outcome.stdout !== undefined) process.stdout.write(outcome.stdout);
process.exitCode = outcome.status;
