import { describe, expect, it } from 'vitest';
import { appendCommand } from './edits';
import { exampleProject } from './example-project';
import { runs } from './steps';
import { buildProject } from './testing/build-project';

function appended(run: string) {
  const build = buildProject(exampleProject(`FROM debian:trixie-slim\n${run}\n`));
  const [placed] = runs(build);
  return placed && appendCommand(build, placed.instruction, placed.ownCommands, 'true');
}

describe('one more command at the end of a RUN', () => {
  it('stands on the last line of a here-document that is the script', () => {
    expect(appended('RUN <<EOF\nls\nEOF')?.text).toBe(' && true');
  });

  it('is not written behind the word that closes a here-document', () => {
    expect(appended('RUN # settings <<EOF\nls\nEOF')).toBeNull();
  });
});
