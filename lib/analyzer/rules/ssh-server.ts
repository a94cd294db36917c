import { apkCommands } from '../rules-support/apk';
import { packageName } from '../rules-support/apt';
import { aptCalls } from '../rules-support/apt-calls';
import { type PlacedRun, placed, runs } from '../rules-support/steps';
import type { ShellWord } from '../syntax/shell';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const servers = new Set(['openssh-server', 'dropbear', 'ssh', 'task-ssh-server']);

export const texts: RuleTexts = {
  title: 'The image holds an ssh server',
  category: 'security',
  wrong: 'The image is made to be logged in to by ssh.',
  why: 'The server runs beside your program, needs keys and updates of its own, and gives an attacker a second way in. `docker exec` opens a shell in a running container without any of it.',
  remedy: 'Remove the server, and use `docker exec -it NAME sh`.',
  recordings: [],
};

export default defineRule({
  id: 'ssh-server',
  part: 'system',
  severity: 'warning',
  codes: {},
  check(build) {
    const ports = placed(build, 'EXPOSE').flatMap(({ instruction, stage }) =>
      instruction.words
        .filter(({ text }) => /^22(?:\/tcp)?$/i.test(text))
        .map(({ range }) => ({ range, stage: stage.index, wrong: 'Port 22 is the port of ssh.' })),
    );
    const report = (packages: readonly ShellWord[], run: PlacedRun) =>
      packages.filter((word) => servers.has(packageName(word))).map(({ range }) => ({ range, stage: run.stage.index }));
    const packages = [
      ...aptCalls(build, 'install').flatMap(({ apt, run }) => report(apt.packages, run)),
      ...runs(build, 'apk').flatMap((run) =>
        apkCommands(run.commands).flatMap((apk) => (apk.action === 'add' ? report(apk.packages, run) : [])),
      ),
    ];
    return [...ports, ...packages].toSorted((one, other) => one.range.start - other.range.start);
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A server beside the program',
    bad: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends openssh-server && rm -rf /var/lib/apt/lists/*\nEXPOSE 22 8000\n',
    good: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends openssh-client && rm -rf /var/lib/apt/lists/*\nEXPOSE 2200 8000\n',
    fires: ['openssh-server', '22'],
  },
];
