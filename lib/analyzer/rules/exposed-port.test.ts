import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import { checkRules } from '../run-rules';
import exposedPort from './exposed-port';

function codesOf(dockerfile: string) {
  const { findings } = checkRules(buildProject(exampleProject(dockerfile)), [exposedPort]);
  return findings.map(({ codes }) => [...(codes.hadolint ?? []), ...(codes.buildkit ?? [])]);
}

describe('the codes of a finding of a rule that answers for several checks', () => {
  it('are those that are about it', () => {
    expect(codesOf('FROM scratch\nEXPOSE 80000 8080:80 53/UDP 8080:80/TCP\n')).toEqual([
      ['DL3011'],
      ['ExposeInvalidFormat'],
      ['ExposeProtoCasing'],
      ['ExposeInvalidFormat', 'ExposeProtoCasing'],
    ]);
  });

  it('are all that a comment of another tool silences it by', () => {
    expect(codesOf('FROM scratch\n# hadolint ignore=DL3011\nEXPOSE 80000 8080:80\n')).toEqual([
      ['ExposeInvalidFormat'],
    ]);
  });
});
