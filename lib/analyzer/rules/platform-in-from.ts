import { replaceText } from '../rules-support/edits';
import { defineRule } from './types';

export default defineRule({
  id: 'platform-in-from',
  title: 'FROM decides the platform',
  category: 'reliability',
  severity: 'warning',
  codes: {
    hadolint: ['DL3029', 'DL3065'],
    buildkit: ['RedundantTargetPlatform', 'FromPlatformFlagConstDisallowed'],
  },
  wrong: 'The platform of the base image is fixed here.',
  why: 'The image is then built for that platform on every machine, and runs slowly in emulation, or not at all, on the others.',
  remedy: 'Leave it out, and choose with `docker build --platform`.',
  recordings: [],
  check(build) {
    return build.stages.flatMap(({ from, index }) =>
      from.flags
        .filter((flag) => flag.name === 'platform' && flag.value !== null)
        .flatMap((flag) => {
          const value = flag.value?.text ?? '';
          const isDefault = /^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(value);
          if (value.includes('$') && !isDefault) return [];
          return [
            {
              range: flag.range,
              stage: index,
              ...(isDefault
                ? {
                    severity: 'info' as const,
                    wrong: 'This asks for the platform that Docker takes anyway.',
                    why: 'It has no effect, and a reader wonders which one it has.',
                    remedy: 'Leave it out.',
                  }
                : {}),
              fix: {
                title: 'Leave --platform out',
                safety: isDefault ? ('safe' as const) : ('review' as const),
                edits: [replaceText(build, { start: flag.range.start, end: from.image.range.start }, '')],
              },
            },
          ];
        }),
    );
  },
  examples: [
    {
      title: 'One platform for all',
      bad: 'FROM --platform=linux/amd64 python:3.13-slim\n',
      good: 'FROM --platform=$BUILDPLATFORM python:3.13-slim\n',
      fires: ['--platform=linux/amd64'],
    },
    {
      title: 'The default, spelled out',
      bad: 'FROM --platform=${TARGETPLATFORM} python:3.13-slim\n',
      good: 'FROM python:3.13-slim\n',
      fires: ['--platform=${TARGETPLATFORM}'],
    },
  ],
});
