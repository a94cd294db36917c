import { describe, expect, it } from 'vitest';
import { exampleProject } from './example-project';
import { runs } from './steps';
import { buildProject } from './testing/build-project';

/** The commands of the one RUN, those of nested scripts included, as they stand in the text. */
function commandsOf(run: string): readonly string[] {
  const text = `FROM debian:trixie-slim\nRUN ${run}\n`;
  const [only] = runs(buildProject(exampleProject(text)));
  return (only?.commands ?? []).map(({ range }) => text.slice(range.start, range.end));
}

describe('the commands of a RUN', () => {
  it('hold those of a script that is handed to a shell, at their own places', () => {
    expect(commandsOf('sh -ec "apt-get update && apt-get install git"').slice(1)).toEqual([
      'apt-get update',
      'apt-get install git',
    ]);
    expect(commandsOf('["/bin/bash", "-c", "make all"]').slice(1)).toEqual(['make all']);
  });

  it('hold none of a script with escapes or one that is no literal', () => {
    expect(commandsOf('sh -c "echo \\"x\\""')).toHaveLength(1);
    expect(commandsOf('sh -c $SCRIPT')).toHaveLength(1);
  });

  it('are found by the name of a program within such a script', () => {
    const build = buildProject(exampleProject("FROM debian:trixie-slim\nRUN true\nRUN sh -c 'sudo make'\n"));
    expect(runs(build, 'make').map((run) => run.step.index)).toEqual([2]);
    expect(runs(build, 'sudo', 'true').map((run) => run.step.index)).toEqual([1, 2]);
    expect(runs(build, 'curl')).toEqual([]);
  });
});
