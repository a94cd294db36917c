import { findIllTyped } from '../rules-support/labels';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The value of a label is not an SPDX licence',
  category: 'clarity',
  wrong: 'The value is not a licence of the SPDX list, which your settings require for this label.',
  why: 'Licence scanners compare the identifiers of that list letter by letter; a name of your own counts as no licence.',
  remedy: 'Use an identifier of the SPDX list, such as `Apache-2.0`, or join several: `MIT OR Apache-2.0`.',
  recordings: [],
};

export default defineRule({
  id: 'label-not-a-licence',
  part: 'decisions',
  severity: 'warning',
  codes: { hadolint: ['DL3054'] },
  check: (build) => findIllTyped(build, 'spdx'),
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The schema requires a licence',
    settings: { labelSchema: { 'org.opencontainers.image.licenses': 'spdx' } },
    bad: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.licenses="Apache 2"\n',
    good: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.licenses="Apache-2.0"\n',
    fires: ['"Apache 2"'],
  },
  {
    title: 'A value that comes with the build',
    settings: { labelSchema: { 'org.opencontainers.image.licenses': 'spdx' } },
    bad: 'FROM python:3.13-slim\nARG VALUE="Apache 2"\nLABEL org.opencontainers.image.licenses="$VALUE"\n',
    good: 'FROM python:3.13-slim\nARG VALUE\nLABEL org.opencontainers.image.licenses="$VALUE"\n',
    fires: ['"$VALUE"'],
  },
];
