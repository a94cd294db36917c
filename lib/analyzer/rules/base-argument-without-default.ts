import { parseImageReference } from '../build/image-reference';
import { expandWord, variablesIn } from '../syntax/expand';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'FROM needs an argument that has no default',
  category: 'reliability',
  wrong: 'Without a value for its argument, this FROM names no image.',
  why: 'A build without `--build-arg` fails, and tools that only read the Dockerfile cannot tell the base image.',
  remedy: 'Give the argument a default: `ARG NAME=value`.',
  recordings: [],
};

export default defineRule({
  id: 'base-argument-without-default',
  part: 'stages',
  severity: 'warning',
  codes: { buildkit: ['InvalidDefaultArgInFrom'] },
  failures: ['unresolved-base'],
  check(build) {
    const defaults = new Map<string, string>();
    const first = build.stages[0]?.from.index ?? 0;
    for (const instruction of build.dockerfile.instructions.slice(0, first)) {
      if (instruction.keyword !== 'ARG') continue;
      for (const { name, value } of instruction.assignments) {
        const expanded =
          value === null ? null : expandWord(value.text, (key) => defaults.get(key), build.dockerfile.escape);
        if (expanded !== null && 'value' in expanded) defaults.set(name.text, expanded.value);
      }
    }
    return build.stages.flatMap(({ from, index }) => {
      const { image } = from;
      if (!image.text.includes('$')) return [];
      const used = variablesIn(image.text, build.dockerfile.escape);
      if (used.length === 0 || !used.every((name) => build.globalArguments.has(name))) return [];
      const expanded = expandWord(image.text, (name) => defaults.get(name) ?? '', build.dockerfile.escape);
      const isImage = 'value' in expanded && parseImageReference(expanded.value) !== null;
      return isImage ? [] : [{ range: image.range, stage: index }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A tag from a build argument',
    bad: 'ARG VERSION\nFROM python:${VERSION}\n',
    good: 'ARG VERSION=3.13-slim\nFROM python:${VERSION}\n',
    fires: ['python:${VERSION}'],
  },
];
