import { findIllTyped } from '../rules-support/labels';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The value of a label is not a Git commit hash',
  category: 'clarity',
  wrong: 'The value is not the hash of a Git commit, which your settings require for this label.',
  why: 'The label says from which sources an image was built. A branch or a tag can move on; a hash cannot.',
  remedy: 'Pass the hash when you build: `--build-arg REVISION=$(git rev-parse HEAD)`.',
  recordings: [],
};

export default defineRule({
  id: 'label-not-a-commit',
  part: 'decisions',
  severity: 'warning',
  codes: { hadolint: ['DL3055'] },
  check: (build) => findIllTyped(build, 'hash'),
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The schema requires a commit hash',
    settings: { labelSchema: { 'org.opencontainers.image.revision': 'hash' } },
    bad: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.revision="main"\n',
    good: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.revision="43c572f1272b6b3171dd1db9e41b7027128ce080"\n',
    fires: ['"main"'],
  },
  {
    title: 'A value that comes with the build',
    settings: { labelSchema: { 'org.opencontainers.image.revision': 'hash' } },
    bad: 'FROM python:3.13-slim\nARG VALUE="main"\nLABEL org.opencontainers.image.revision="$VALUE"\n',
    good: 'FROM python:3.13-slim\nARG VALUE\nLABEL org.opencontainers.image.revision="$VALUE"\n',
    fires: ['"$VALUE"'],
  },
];
