import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import rule from './command-substitution-in-env';

function slices(instruction: string, head = '') {
  const text = `${head}FROM python:3.13-slim\n${instruction}\n`;
  return rule.check(buildProject(exampleProject(text))).map(({ range }) => text.slice(range.start, range.end));
}

describe('a command in a value', () => {
  it.each([
    ['ENV PATH /envs/$(head -1 name)/bin:$PATH', '$(head -1 name)'],
    ['ENV A=1 B="a ($(f (x)) b"', '$(f (x))'],
    ['ENV HOST=`hostname`', '`hostname`'],
    ['LABEL revision="`git rev-parse HEAD`"', '`git rev-parse HEAD`'],
    ['ONBUILD ARG DAY="$(date)"', '$(date)'],
  ])('is found whole in %s', (instruction, text) => {
    expect(slices(instruction)).toEqual([text]);
  });

  it.each([
    ['single quotes say that it is text', "ENV A='$(date)'"],
    ['a backslash says so too', 'ENV A=\\$(date)'],
    ['a shell runs it later', 'ENV PS1="$(whoami) $" START_COMMAND="exec $(which python)"'],
    ['make puts a value in', 'ENV TARGETS="$(NAME)"'],
    ['a description sets off names', 'LABEL description="Runs `app` and `worker`"'],
    ['a label tells how to run the image', 'LABEL usage="docker run -v $(pwd):/data app"'],
    ['it is not closed', 'ENV A="$(date"'],
    ['a shell reads it', 'RUN A="$(date)" true'],
  ])('is left alone where %s', (_why, instruction) => {
    expect(slices(instruction)).toEqual([]);
  });

  it('is not what continues a line where the file says that a backquote does', () => {
    expect(slices('ENV A="`"x`"" B=`\n  2', '# escape=`\n')).toEqual([]);
  });
});
