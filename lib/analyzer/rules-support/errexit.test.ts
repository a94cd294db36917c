import { describe, expect, it } from 'vitest';
import { passedOver } from './errexit';
import { exampleProject } from './example-project';
import { runs } from './steps';
import { buildProject } from './testing/build-project';

function namesPassedOver(run: string, shell = ''): readonly string[] {
  const build = buildProject(exampleProject(`FROM debian:trixie-slim\n${shell}RUN ${run}\n`));
  return runs(build)
    .flatMap(passedOver)
    .map((command) => command.name);
}

const cases: readonly (readonly [script: string, names: readonly string[], sentence: string])[] = [
  ['mkdir /a; touch /b', ['mkdir'], 'a semicolon goes on after a failure'],
  ['mkdir /a && touch /b', [], 'an && does not'],
  ['mkdir /a && touch /b; rm /c', ['mkdir', 'touch'], 'all of a chain in front of a semicolon are passed over'],
  ['set -e; mkdir /a; touch /b', [], 'set -e stops'],
  ['set -o errexit; mkdir /a; touch /b', [], 'its long name stops too'],
  ['set -x; mkdir /a; touch /b', ['mkdir'], 'another switch does not'],
  ['mkdir /a || true; touch /b', [], 'a failure that is taken care of is no fault'],
  ['if [ -d /a ]; then rm /b; fi', [], 'a condition may fail'],
  ['for f in a b; do rm $f; done', [], 'a loop is one command'],
  ['echo hello; touch /b', [], 'echo does not fail'],
  ['mkdir /a;', [], 'nothing stands behind the last semicolon'],
  ['(cd /a; make)', [], 'a subshell is not looked into'],
  ['A=1; touch /b', [], 'an assignment does not fail'],
  ['make; exit 0', [], 'who exits with 0 means it'],
];

describe('the commands whose failure is passed over', () => {
  it.each(cases)('in %s are %j: %s', (script, names) => {
    expect(namesPassedOver(script)).toEqual(names);
  });

  it('are none where the shell itself stops', () => {
    expect(namesPassedOver('mkdir /a; touch /b', 'SHELL ["/bin/bash", "-euxo", "pipefail", "-c"]\n')).toEqual([]);
    expect(namesPassedOver('mkdir /a; touch /b', 'SHELL ["pwsh", "-Command"]\n')).toEqual([]);
  });

  it('are none where the interpreter of a here-document stops', () => {
    expect(namesPassedOver('<<EOF\n#!/bin/sh -e\nmkdir /a\ntouch /b\nEOF')).toEqual([]);
    expect(namesPassedOver('<<EOF\n#!/bin/sh\nmkdir /a\ntouch /b\nEOF')).toEqual(['mkdir']);
  });
});
