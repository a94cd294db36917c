import { finalStages, isInFinalImage, placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The image has no health check',
  category: 'reliability',
  wrong: 'No HEALTHCHECK tells whether the program answers.',
  why: 'Docker and Swarm then see only that the process exists. Kubernetes ignores HEALTHCHECK and has probes of its own, and a job that ends needs none, so switch this rule on where your containers run under Docker.',
  remedy: 'Add a HEALTHCHECK that asks the program itself, or `HEALTHCHECK NONE` where something else watches it.',
  recordings: [],
};

export default defineRule({
  id: 'no-health-check',
  severity: 'info',
  enabled: false,
  codes: { hadolint: ['DL3057'] },
  check(build) {
    const { target } = build;
    const isSaid = placed(build, 'HEALTHCHECK').some((entry) => isInFinalImage(build, entry.stage));
    if (target === null || isSaid || finalStages(build).length === 0) return [];
    return [{ range: target.from.image.range, stage: target.index }];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A health check of an earlier stage counts too',
    bad: 'FROM python:3.13-slim AS base\nUSER 1000\nFROM base\nCMD ["python", "-m", "http.server"]\n',
    good: 'FROM python:3.13-slim AS base\nUSER 1000\nHEALTHCHECK CMD ["python", "-c", "import urllib.request as r; r.urlopen(\'http://localhost:8000\')"]\nFROM base\nCMD ["python", "-m", "http.server"]\n',
    fires: ['base'],
  },
];
