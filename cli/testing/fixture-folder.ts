import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Outcome, Surroundings } from '../command';
import { run } from '../run';

export interface FixtureFolder {
  /** Absolute, real path. */
  readonly path: string;
  readonly write: (name: string, content: string | Uint8Array) => void;
  /** Runs `layerwise` in this folder, without a terminal, on the day of the examples. */
  readonly layerwise: (given: readonly string[], surroundings?: Partial<Surroundings>) => Required<Outcome>;
  readonly remove: () => void;
}

/** A new folder with these files, to run the command line in. */
export function makeFixtureFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): FixtureFolder {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'layerwise-fixtures-')));
  const write: FixtureFolder['write'] = (name, content) => {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return {
    path: folder,
    write,
    layerwise: (given, surroundings = {}) => ({
      stdout: '',
      stderr: '',
      ...run(given, {
        folder,
        today: '2026-11-01',
        terminal: { attached: false, columns: undefined },
        environment: {},
        readStandardInput: () => new Uint8Array(),
        ...surroundings,
      }),
    }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
