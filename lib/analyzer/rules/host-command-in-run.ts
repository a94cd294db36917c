import { endsUnused } from '../rules-support/lost-processes';
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

/** What is left to say where nothing in the RUN uses the service. */
const lost = {
  severity: 'warning',
  wrong: 'Nothing in this RUN uses the service that this starts, and it ends with the step.',
  why: 'Docker keeps the files of a step and none of its processes, so the container starts without the service.',
  remedy: 'Start the program with CMD or from an entry point script, or use the service in the same RUN.',
} as const;

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
        .map(({ program, programRange, words, command }) => {
          const starts =
            /^(?:service|systemctl)$/.test(program) && words.some(({ text }) => /^(?:re)?start$/.test(text));
          const isLost = starts && endsUnused(run, command);
          return { range: programRange, stage: run.stage.index, ...(isLost ? lost : {}) };
        }),
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
  {
    title: 'A look at what runs',
    bad: 'FROM debian:trixie-slim\nRUN ps -e && ls\n',
    good: 'FROM debian:trixie-slim\nRUN ls\n',
    fires: ['ps'],
  },
];
