import { imageOf } from '../rules-support/base-images';
import { replaceText } from '../rules-support/edits';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

/** `3`, `3-slim`, `slim`, `alpine3.22`, `slim-bookworm`: no minor version. */
const open = /^(?:3(?:-(.+))?|((?:slim|alpine|bookworm|trixie|bullseye)(?:[.\d]*)(?:-\w+)?))$/;

export const texts: RuleTexts = {
  title: 'The tag leaves the minor version of Python open',
  category: 'reproducibility',
  wrong: 'This tag moves to the next minor version of Python as soon as there is one.',
  why: 'A minor version comes out each October, and some packages have no wheels for it yet. The same Dockerfile then compiles, fails, or runs on another Python than the one you tested.',
  remedy: 'Name the minor version, as in `python:3.13-slim`.',
  recordings: [],
};

export default defineRule({
  id: 'python-minor-open',
  part: 'bases',
  severity: 'warning',
  codes: {},
  check(build) {
    return build.stages.flatMap((stage) => {
      const base = imageOf(stage);
      const reference = base?.reference;
      if (reference?.repository !== 'python' || reference.tag === null || reference.digest !== null) return [];
      const read = open.exec(reference.tag);
      if (read === null) return [];
      const { image } = stage.from;
      // What the tag stands for today: the Python that this build has run on so far, and that other fixes keep.
      const minor = base?.profile.python ?? null;
      const variant = read[1] ?? read[2];
      const tag = `${minor}${variant === undefined ? '' : `-${variant}`}`;
      const isPlain = image.text.endsWith(`:${reference.tag}`);
      const fix: Fix | null =
        minor === null || !isPlain
          ? null
          : {
              title: `Write the tag of Python ${minor}`,
              safety: 'review',
              edits: [replaceText(build, { start: image.range.end - reference.tag.length, end: image.range.end }, tag)],
            };
      const remedy = minor === null ? {} : { remedy: `Name the minor version, as in \`python:${tag}\`.` };
      return [{ range: image.range, stage: stage.index, ...remedy, ...(fix === null ? {} : { fix }) }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The newest Python 3',
    bad: 'FROM python:3-slim\nWORKDIR /app\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\n',
    fires: ['python:3-slim'],
  },
  {
    title: 'A variant without a version',
    bad: 'FROM python:slim-bookworm AS build\nFROM python:3.13.1-slim\n',
    good: 'FROM python:3.13-slim-bookworm AS build\nFROM python:3.13.1-slim\n',
    fires: ['python:slim-bookworm'],
  },
];
