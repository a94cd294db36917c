import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const programs = new Set([
  'free',
  'kill',
  'mount',
  'ps',
  'service',
  'shutdown',
  'ssh',
  'top',
  'vim',
  'systemctl',
  'reboot',
]);

export const texts: RuleTexts = {
  title: 'A build step calls a program for a running machine',
  category: 'clarity',
  wrong: 'This program looks after a running machine, and a build step is not one.',
  why: 'Processes and mounts of a RUN end with it; a service that is started here does not run in the container.',
  remedy: 'Remove it, or start the program with CMD.',
  recordings: [],
};

export default defineRule({
  id: 'host-command-in-run',
  part: 'system',
  severity: 'info',
  codes: { hadolint: ['DL3001'] },
  check(build) {
    return runs(build, ...programs).flatMap((run) =>
      run.invocations
        .filter(({ program }) => programs.has(program))
        .map(({ programRange }) => ({ range: programRange, stage: run.stage.index })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A service started in the build',
    bad: 'FROM debian:trixie-slim\nRUN service nginx start\n',
    good: 'FROM debian:trixie-slim\nCMD ["nginx", "-g", "daemon off;"]\n',
    fires: ['service'],
  },
];
