import { describe, expect, it } from 'vitest';
import { readCatalog } from '@/lib/content/catalog';
import { foretellFailure, readTriedCommands } from './commands';

const catalog = readCatalog();
const { commands, date } = readTriedCommands();

describe('commands that were tried in containers', () => {
  it.each(commands.filter(({ status }) => status === 0))('$command works on $image', (tried) => {
    expect(foretellFailure(tried, catalog, date)).toBeNull();
  });

  it('are foretold to fail where that can be told', () => {
    const failing = commands.filter(({ status }) => status !== 0);
    const foretold = failing.filter((tried) => foretellFailure(tried, catalog, date) !== null);
    // Contents of files, running processes and what an index holds are beyond the walk.
    expect(foretold.length / failing.length).toBeGreaterThan(0.6);
  });
});
