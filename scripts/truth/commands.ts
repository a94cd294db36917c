/**
 * npm run truth -- --commands [--docker PROGRAM] [--network MODE]: runs every command of commands.json in a container of its
 * image and writes down how it ends. With --check it runs nothing: it prints which of them the symbolic build takes for a
 * failure and which failures it does not see. Status 1 where a command that works is foretold to fail, 3 without an engine.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { walkBuild } from '@/lib/analyzer/build/walk-build';
import type { Catalog } from '@/lib/analyzer/catalog/types';
import { parseDockerfile } from '@/lib/analyzer/syntax/parse';
import { readCatalog } from '@/lib/content/catalog';

const file = 'scripts/truth/commands.json';

const schema = z.strictObject({
  source: z.string(),
  date: z.iso.date(),
  commands: z.array(
    z.strictObject({
      image: z.string(),
      /** As it stands behind RUN. */
      command: z.string(),
      /** What the shell ended with; 0 is success. */
      status: z.int(),
    }),
  ),
});

export type TriedCommand = z.infer<typeof schema>['commands'][number];

/** The commands that were tried in containers, and how they ended. */
export function readTriedCommands(): z.infer<typeof schema> {
  return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** What the symbolic build foretells of a RUN with the command: the sentence of its failure, or `null`. */
export function foretellFailure({ image, command }: TriedCommand, catalog: Catalog, today: string): string | null {
  const text = `FROM ${image}\nRUN ${command}\n`;
  const project = {
    dockerfile: 'Dockerfile',
    files: [
      { path: 'Dockerfile', text },
      { path: 'notes.txt', text: '' },
    ],
    bulk: [],
  };
  const { failures } = walkBuild(project, parseDockerfile(text), { catalog, today });
  return failures.find(({ when }) => when === 'build')?.message ?? null;
}

function runCommand(docker: string, network: string, { image, command }: TriedCommand): number {
  const run = spawnSync(docker, ['run', '--rm', '--network', network, image, '/bin/sh', '-c', command], {
    stdio: 'ignore',
    timeout: 120_000,
  });
  return run.status ?? 124;
}

/** Compares all commands with what is foretold of them, and prints the differences. */
function checkCommands(): number {
  const catalog = readCatalog();
  const { commands, date } = readTriedCommands();
  const told = commands.map((tried) => ({ ...tried, failure: foretellFailure(tried, catalog, date) }));
  const invented = told.filter(({ status, failure }) => status === 0 && failure !== null);
  const missed = told.filter(({ status, failure }) => status !== 0 && failure === null);
  for (const { image, command, failure } of invented) console.log(`works on ${image}: ${command}\n    ${failure}`);
  for (const { image, command, status } of missed) console.log(`fails on ${image} with ${status}: ${command}`);
  const failing = told.filter(({ status }) => status !== 0).length;
  console.log(
    `\n${commands.length} commands, ${failing} of which fail: ${failing - missed.length} foretold, ${invented.length} invented`,
  );
  return invented.length === 0 ? 0 : 1;
}

/** Runs or compares the commands; gives the exit status. */
export function tryCommands(given: readonly string[]): number {
  const { values } = parseArgs({
    args: [...given],
    options: {
      check: { type: 'boolean', default: false },
      docker: { type: 'string', default: 'docker' },
      network: { type: 'string', default: 'default' },
    },
  });
  if (values.check) return checkCommands();
  if (spawnSync(values.docker, ['version'], { stdio: 'ignore' }).status !== 0) {
    console.error('There is no container engine here: start one, or name it with --docker.');
    return 3;
  }
  const known = readTriedCommands();
  const commands = known.commands.map((tried) => ({
    ...tried,
    status: runCommand(values.docker, values.network, tried),
  }));
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(file, `${JSON.stringify({ ...known, date, commands }, null, 2)}\n`);
  return checkCommands();
}
