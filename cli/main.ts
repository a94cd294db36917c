import { readFileSync } from 'node:fs';
import { run } from './run';

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
  readStandardInput: () => readFileSync(0),
});
if (outcome.stderr !== undefined) process.stderr.write(outcome.stderr);
if (outcome.stdout !== undefined) process.stdout.write(outcome.stdout);
process.exitCode = outcome.status;
