import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import rule from './cache-mount-does-nothing';

const mount = 'mount=type=cache,target=/root/.cache/pip';

function fixesOf(run: string) {
  return rule.check(buildProject(exampleProject(`FROM python:3.13-slim\n${run}\n`))).map(({ fix }) => fix?.title);
}

describe('the two dashes of a mount', () => {
  it('are added where the word then is a flag of RUN', () => {
    expect(fixesOf(`RUN ${mount} pip install flask`)).toEqual(['Add the two dashes']);
    expect(fixesOf(`RUN ${mount} \\\n  pip install --no-input flask`)).toEqual(['Add the two dashes']);
  });

  it.each([
    ['the next word would then be read as a flag too', `RUN ${mount} --from=pip install flask`],
    ['so it would on the next line, behind a comment', `RUN ${mount} \\\n  # pip\n  --from=pip install flask`],
    ['another variable stands in front', `RUN PIP_NO_INPUT=1 ${mount} pip install flask`],
    ['it stands in a here-document', `RUN <<EOF\n${mount} pip install flask\nEOF`],
  ])('are left to the reader where %s', (_why, run) => {
    expect(fixesOf(run)).toEqual([undefined]);
  });
});
