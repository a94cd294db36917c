import { parseImageReference } from '../build/image-reference';
import type { Build } from '../build/types';
import { imageOf } from '../rules-support/base-images';
import { placed } from '../rules-support/steps';
import type { SourceRange } from '../syntax/range';
import type { Word } from '../syntax/types';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

/** Where an image without a registry comes from. */
const defaultRegistry = 'docker.io';
const itsOtherNames: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io', 'hub.docker.com']);

/** `*` stands for any characters: `*.example.com`. */
function covers(trusted: string, registry: string): boolean {
  const pattern = trusted.toLowerCase();
  if (registry === defaultRegistry && itsOtherNames.has(pattern)) return true;
  const [head = '', ...parts] = pattern.split('*');
  if (parts.length === 0) return pattern === registry;
  const tail = parts.pop() ?? '';
  if (registry.length < head.length + tail.length || !registry.startsWith(head) || !registry.endsWith(tail))
    return false;
  let rest = registry.slice(head.length, registry.length - tail.length);
  return parts.every((part) => {
    const at = rest.indexOf(part);
    rest = rest.slice(at + part.length);
    return at >= 0;
  });
}

function findUntrusted(build: Build, image: string): Pick<Report, 'wrong'> | null {
  const reference = parseImageReference(image);
  if (reference === null) return null;
  const registry = (reference.registry ?? defaultRegistry).toLowerCase();
  if (build.settings.trustedRegistries.some((trusted) => covers(trusted, registry))) return null;
  return { wrong: `\`${registry}\` is not among the registries that your settings trust.` };
}

/** The image in a `from=` option of a mount, with its place. */
function readMountedImage({ text, range }: Word): { readonly image: string; readonly range: SourceRange } | null {
  const found = /(?:^|,)from=([^,"']+)/.exec(text);
  const image = found?.[1];
  if (found === null || image === undefined) return null;
  // With a continuation or quotes in it, the word is not its source letter by letter: then all of it is the place.
  if (range.end - range.start !== text.length) return { image, range };
  const start = range.start + found.index + found[0].length - image.length;
  return { image, range: { start, end: start + image.length } };
}

function reportFroms(build: Build): readonly Report[] {
  return build.stages.flatMap((stage) => {
    const image = imageOf(stage);
    const fault = image === null ? null : findUntrusted(build, image.reference.text);
    return fault === null ? [] : [{ range: stage.from.image.range, stage: stage.index, ...fault }];
  });
}

function reportSources(build: Build): readonly Report[] {
  const names = new Set(build.stages.flatMap(({ name, index }) => [name ?? '', String(index)]));
  return placed(build, 'COPY', 'RUN').flatMap(({ instruction, stage }) =>
    instruction.flags.flatMap(({ name, value }) => {
      if (value === null || (name !== 'from' && name !== 'mount')) return [];
      const source = name === 'from' ? { image: value.text, range: value.range } : readMountedImage(value);
      if (source === null || names.has(source.image.toLowerCase())) return [];
      const fault = findUntrusted(build, source.image);
      return fault === null ? [] : [{ range: source.range, stage: stage.index, ...fault }];
    }),
  );
}

export const texts: RuleTexts = {
  title: 'An image comes from a registry that you do not trust',
  category: 'security',
  wrong: 'The image comes from a registry that your settings do not trust.',
  why: 'Whoever controls the registry controls what runs in your build and in your image. A name without a registry means `docker.io`.',
  remedy: 'Take the image from a trusted registry, or add this one to `trusted-registries`.',
  recordings: [],
};

export default defineRule({
  id: 'registry-not-trusted',
  part: 'decisions',
  severity: 'error',
  codes: { hadolint: ['DL3026'] },
  check(build) {
    if (build.settings.trustedRegistries.length === 0) return [];
    return [...reportFroms(build), ...reportSources(build)];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Only a mirror of your own is trusted',
    settings: { trustedRegistries: ['*.example.com'] },
    bad: 'FROM python:3.13-slim\nCMD ["true"]\n',
    good: 'FROM mirror.example.com/library/python:3.13-slim AS base\nFROM base\nCMD ["true"]\n',
    fires: ['python:3.13-slim'],
  },
  {
    title: 'Files and mounts from images',
    settings: { trustedRegistries: ['docker.io'] },
    bad: 'FROM python:3.13-slim\nCOPY --from=registry.example.com/uv:0.9 /uv /bin/\nRUN --mount=type=bind,from=registry.example.com/tools:2,target=/tools ls /tools\n',
    good: 'FROM python:3.13-slim AS base\nFROM python:3.13-slim\nCOPY --from=base /etc/os-release /tmp/\nCOPY --from=alpine:3.22 /etc/os-release /opt/\n',
    fires: ['registry.example.com/uv:0.9', 'registry.example.com/tools:2'],
  },
];
