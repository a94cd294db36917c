import { describe, expect, it } from 'vitest';
import { runRules } from '../run-rules';
import { exampleProject } from './example-project';
import { buildProject } from './testing/build-project';

const files = { 'requirements.txt': 'pika==1.3.2\n', 'main.py': 'import pika\n' };

function savedBy(rule: string, dockerfile: string) {
  const build = buildProject(exampleProject(dockerfile, files));
  const saves = runRules(build)
    .filter((finding) => finding.rule === rule)
    .map((finding) => finding.saves);
  return { build, saves };
}

describe('seconds that a fix saves', () => {
  it('are those of the install that an edit of the sources runs again', () => {
    const { build, saves } = savedBy(
      'sources-before-install',
      'FROM python:3.13-slim\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    );
    expect(saves.map((entry) => entry.secondsPerEdit)).toEqual([build.stages[0]?.steps[2]?.seconds]);
    expect(saves[0]?.secondsPerEdit?.likely).toBeGreaterThan(0);
  });

  it('are told once for several copies before one install', () => {
    const { saves } = savedBy(
      'sources-before-install',
      'FROM python:3.13-slim\nCOPY main.py a/\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    );
    expect(saves.map((entry) => entry.secondsPerEdit !== undefined)).toEqual([false, true]);
  });

  it('are not told where a cache mount keeps the downloads', () => {
    const { saves } = savedBy(
      'sources-before-install',
      'FROM python:3.13-slim\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n',
    );
    expect(saves.map((entry) => entry.secondsPerEdit)).toEqual([undefined]);
  });

  const apt = (option: string) =>
    `FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y ${option} python3 python3-pip\n`;

  it('are about the difference between two builds, for what apt recommends', () => {
    const { build, saves } = savedBy('apt-recommends', apt(''));
    const without = savedBy('apt-recommends', apt('--no-install-recommends'));
    const difference =
      (build.stages[0]?.steps[1]?.seconds.likely ?? 0) - (without.build.stages[0]?.steps[1]?.seconds.likely ?? 0);
    expect(without.saves).toEqual([]);
    expect(difference).toBeGreaterThan(1);
    expect((saves[0]?.seconds?.likely ?? 0) / difference).toBeCloseTo(1, 1);
  });

  it('are told of a stage whose bytes stay behind, too', () => {
    const { saves } = savedBy(
      'apt-recommends',
      `${apt('').replace('ubuntu:24.04', 'ubuntu:24.04 AS build')}RUN touch /made\nFROM debian:trixie-slim\nCOPY --from=build /made /made\n`,
    );
    expect(saves.map((entry) => [entry.bytes !== undefined, entry.seconds !== undefined])).toEqual([[false, true]]);
  });
});
