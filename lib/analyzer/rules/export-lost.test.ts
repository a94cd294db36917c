import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import rule from './export-lost';

function check(run: string) {
  return rule.check(buildProject(exampleProject(`FROM python:3.13-slim\n${run}\n`)));
}

describe('an export', () => {
  it.each([
    ['a command after it may use the variable', 'RUN export CFLAGS=-O2 && make'],
    ['the value itself is written', 'RUN export LEVEL=1; echo $LEVEL'],
    ['a file may use it', 'RUN set -a && export LEVEL=1 && . /etc/settings'],
    ['it is in a function that is called', 'RUN f() { export LEVEL=1; }; f'],
    ['it shows what is exported', 'RUN export -p'],
    ['an alias is called', 'RUN alias ll=ls; ll'],
    ['it is the program of another tool', 'RUN poetry export --output requirements.txt'],
    ['no shell reads it', 'RUN ["export", "LEVEL=1"]'],
    ['no shell of this kind runs', 'SHELL ["pwsh", "-c"]\nRUN export LEVEL=1'],
  ])('is left alone where %s', (_why, run) => {
    expect(check(run)).toEqual([]);
  });

  it('is lost in a condition too', () => {
    expect(check('RUN if [ -f /etc/a ]; then export LEVEL=1; fi')).toHaveLength(1);
  });

  it.each([
    ['RUN export LEVEL=1 NAME=two', 'ENV LEVEL=1 NAME=two'],
    ['RUN export PATH=/opt/app/bin:$PATH', 'ENV PATH=/opt/app/bin:$PATH'],
    ["RUN ls && export GREETING='good day'", '\nENV GREETING="good day"'],
  ])('is set with ENV: %s', (run, text) => {
    expect(check(run)[0]?.fix?.edits.map((edit) => edit.text)).toEqual([text]);
  });

  it.each([
    ['only a run knows the value', 'RUN export DAY="$(date)"'],
    ['Docker does not know the variable', 'RUN export DATA=$HOME/data'],
    ['it is a secret', 'RUN export API_TOKEN=abc'],
    ['it is meant for the build', 'RUN export DEBIAN_FRONTEND=noninteractive'],
    ['what stands before it may fail without notice', 'RUN ls; export LEVEL=1'],
    ['it is in a here-document', 'RUN <<EOF\nexport LEVEL=1\nEOF'],
    ['PATH would lose its old value', 'RUN export PATH=/opt/app/bin'],
  ])('gets no fix where %s', (_why, run) => {
    expect(check(run).map(({ fix }) => fix)).toEqual([undefined]);
  });
});
