import { imageOf } from '../rules-support/base-images';
import { bytesSavedBy, slimTag } from '../rules-support/better-bases';
import { replaceText } from '../rules-support/edits';
import { programsOfFullBase } from '../rules-support/full-programs';
import { savesBytes } from '../rules-support/savings';
import { finalStages } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** The tag with the minor version that it stands for today: `slim` alone moves on to another Python. */
function withMinor(tag: string, python: string | null): string {
  return python === null || /^\d+\.\d+/.test(tag) ? tag : tag.replace(/^(?:\d+-)?slim/, `${python}-slim`);
}

export const texts: RuleTexts = {
  title: 'The final image starts from a full variant',
  category: 'size',
  wrong: 'The final image starts from the full variant of its base image.',
  why: 'The full variant holds compilers, headers and version control, so that packages can be built in it. A running program needs none of them, and an intruder can use them.',
  remedy: 'Start the final stage from the slim variant, and compile in a stage of its own where that is needed.',
  lesson: 'queue-consumer/02-slim',
  recordings: ['small-full', 'small-alpine'],
};

export default defineRule({
  id: 'full-base',
  part: 'bases',
  severity: 'warning',
  codes: {},
  check(build) {
    const [bottom] = finalStages(build);
    const base = bottom === undefined ? null : imageOf(bottom);
    if (bottom === undefined || base === null) return [];
    const found = slimTag(base.reference, base.profile);
    if (found === null) return [];
    const { repository } = base.reference;
    const tag = repository === 'python' ? withMinor(found, base.profile.python) : found;
    const slim = `${repository}:${tag}`;
    const word = bottom.from.image;
    // The slim variant has neither curl nor wget.
    const needsMore = /^\s*HEALTHCHECK\b[^\n]*\b(?:curl|wget)\b/im.test(build.dockerfile.text);
    const missing = programsOfFullBase(build);
    const isLiteral = base.reference.digest === null && !word.text.includes('$') && !needsMore && missing.length === 0;
    const named = missing.map((program) => `\`${program}\``).join(', ');
    return [
      {
        range: word.range,
        stage: bottom.index,
        ...(repository === 'debian'
          ? {
              wrong: 'The final image starts from a Debian image with manual pages, documentation and locales.',
              why: 'The slim variant is the same system without them, and nobody reads them in a container.',
              remedy: `Start from \`${slim}\`.`,
              severity: 'info' as const,
            }
          : {
              remedy:
                missing.length === 0
                  ? `Start from \`${slim}\`, and compile in a stage of its own where that is needed.`
                  : `Start from \`${slim}\`, and install what your steps call and it lacks: ${named}.`,
            }),
        saves: savesBytes(bytesSavedBy(build, base.reference, slim)),
        ...(isLiteral
          ? {
              fix: {
                title: `Start from ${slim}`,
                safety: 'review' as const,
                edits: [
                  replaceText(
                    build,
                    word.range,
                    base.reference.tag === null
                      ? `${word.text}:${tag}`
                      : `${word.text.slice(0, -base.reference.tag.length)}${tag}`,
                  ),
                ],
              },
            }
          : {}),
      },
    ];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The default variant of Python',
    bad: 'FROM python:3.13\nCOPY main.py .\n',
    good: 'FROM python:3.13-slim\nCOPY main.py .\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['python:3.13'],
  },
  {
    title: 'A step that calls what the slim variant lacks',
    bad: 'FROM python:3.13\nRUN curl --fail --output /srv/data.json https://example.org/data.json\n',
    good: 'FROM python:3.13-slim\nADD https://example.org/data.json /srv/data.json\n',
    fires: ['python:3.13'],
  },
  {
    title: 'Only the final image counts',
    bad: 'FROM python:3.13-bookworm AS base\nFROM base\nCOPY main.py .\n',
    good: 'FROM python:3.13 AS builder\nRUN pip wheel --wheel-dir /wheels lxml==5.3.0\nFROM python:3.13-slim\nCOPY --from=builder /wheels /wheels\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['python:3.13-bookworm'],
  },
  {
    title: 'A Debian image with documentation',
    bad: 'FROM debian:trixie\nCMD ["true"]\n',
    good: 'FROM debian:trixie-slim\nCMD ["true"]\n',
    fires: ['debian:trixie'],
  },
];
