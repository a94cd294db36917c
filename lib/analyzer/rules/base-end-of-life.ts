import type { Build, Stage } from '../build/types';
import type { LifecycleRecord } from '../catalog/types';
import { imageOf } from '../rules-support/base-images';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const productNames: Readonly<Record<LifecycleRecord['product'], string>> = {
  python: 'Python',
  debian: 'Debian',
  ubuntu: 'Ubuntu',
  alpine: 'Alpine',
};

/** What the base holds that is past its support, Python first. */
function ended(build: Build, stage: Stage): LifecycleRecord | undefined {
  const { python, distribution, release } = stage.profile;
  return build.catalog.lifecycles
    .filter(
      (record) =>
        record.endOfSupport < build.today &&
        (record.product === 'python'
          ? record.release === python
          : record.product === distribution && record.release === release),
    )
    .toSorted((a, b) => Number(b.product === 'python') - Number(a.product === 'python'))[0];
}

function writeDate(iso: string): string {
  return new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

export const texts: RuleTexts = {
  title: 'The base image is past the end of its support',
  category: 'security',
  wrong: 'The base image holds a release that is no longer supported.',
  why: 'Its security holes stay open, its packages move to archive servers, and new versions of your dependencies no longer support it.',
  remedy: 'Start from a release that still gets security fixes.',
  recordings: [],
};

export default defineRule({
  id: 'base-end-of-life',
  severity: 'warning',
  codes: {},
  check(build) {
    return build.stages.flatMap((stage) => {
      if (!stage.needed || imageOf(stage) === null) return [];
      const record = ended(build, stage);
      if (record === undefined) return [];
      const name = `${productNames[record.product]} ${record.release}`;
      return [
        {
          range: stage.from.image.range,
          stage: stage.index,
          wrong: `${name} in this base image has had no security fixes since ${writeDate(record.endOfSupport)}.`,
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A Python whose support ended in 2023',
    bad: 'FROM python:3.7-slim\nCMD ["python"]\n',
    good: 'FROM python:3.13-slim\nCMD ["python"]\n',
    fires: ['python:3.7-slim'],
  },
];
