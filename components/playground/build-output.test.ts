import { describe, expect, it } from 'vitest';
import { splitBuildOutput } from './build-output';
import type { Arrival } from './intake';

const log = '#5 [2/4] WORKDIR /app\n#5 DONE 0.1s\n';
const history = 'IMAGE          CREATED       CREATED BY     SIZE      COMMENT\n';

function arrive(path: string, text: string): Arrival {
  const bytes = new TextEncoder().encode(text);
  return { path, bytes: bytes.length, read: async () => bytes.buffer };
}

describe('splitBuildOutput', () => {
  it('takes logs and histories together as the output of one build', async () => {
    const { output, rest } = await splitBuildOutput([arrive('build.log', log), arrive('history.txt', history)]);
    expect(output).toBe(`${log}\n${history}`);
    expect(rest).toEqual([]);
  });

  it('leaves other files to the project', async () => {
    const source = arrive('main.py', 'print()');
    expect(await splitBuildOutput([source])).toEqual({ output: null, rest: [source] });
    expect((await splitBuildOutput([source, arrive('build.log', log)])).rest).toEqual([source]);
  });

  it('looks into nothing where a Dockerfile is among the files', async () => {
    const arrivals = [arrive('app/Dockerfile', 'FROM python'), arrive('app/build.log', log)];
    expect(await splitBuildOutput(arrivals)).toEqual({ output: null, rest: arrivals });
  });

  it('passes over what cannot be read', async () => {
    const broken: Arrival = { path: 'x.log', bytes: 5, read: () => Promise.reject(new Error('gone')) };
    expect(await splitBuildOutput([broken])).toEqual({ output: null, rest: [broken] });
  });
});
