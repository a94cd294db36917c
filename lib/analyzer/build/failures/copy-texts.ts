import { says } from './says';

/** What failures of FROM, COPY, ADD, mounts and other instructions than RUN say. */
export const copyTexts = {
  'circular-stages': (stage: string | number) =>
    says(
      `Stage \`${stage}\` takes from itself, directly or by way of other stages, so the build cannot start.`,
      'Copy from a stage that does not need this one.',
    ),
  'invalid-port': (text: string) =>
    says(
      `\`EXPOSE ${text}\` names no port, so the build stops.`,
      'Name a port from 0 to 65535, such as `8000` or `8000/udp`.',
    ),
  'invalid-signal': (name: string) =>
    says(`There is no signal \`${name}\`, so the build stops.`, 'Name a signal, such as `SIGTERM` or `SIGINT`.'),
  'missing-source': (text: string) =>
    says(
      `The build context holds no \`${text}\`, so this step stops the build.`,
      'Correct the path, which is seen from the root of the build context, or add the file to the project.',
    ),
  /** `line`, 1-based, is where the pattern stands that leaves the file out. */
  'missing-source:ignored': (text: string, ignoreFile: string, cause: { pattern: string; line: number } | null) =>
    says(
      `\`${text}\` is left out of the build context by \`${ignoreFile}\`${cause === null ? '' : ` (line ${cause.line}, \`${cause.pattern}\`)`}, so this step finds nothing to copy.`,
      `Remove the pattern that matches \`${text}\`, or add an exception for it with \`!\`.`,
    ),
  'missing-source:to-mount': (from: string, target: string) =>
    says(
      `The build context holds no \`${from}\` to mount at \`${target}\`, so this step stops the build.`,
      'Correct the source of the mount, which is seen from the root of the build context.',
    ),
  'missing-in-stage': (path: string) =>
    says(
      `The stage copied from holds no \`${path}\`, so this step stops the build.`,
      'Copy the path where that stage really puts it, or create it there first.',
    ),
  'not-a-directory:to-copy-into': (folder: string) =>
    says(
      `\`${folder}\` is a file in this image, so nothing can be copied into it.`,
      'Copy the file into a folder whose name ends in a slash, and this to the same folder.',
    ),
  'unresolved-base': (text: string, written: string) =>
    says(
      text === ''
        ? `\`${written}\` has no value, so there is no image to start from.`
        : `\`${text}\` is no image that can be pulled.`,
      'Give the variable a value with `--build-arg`, or a default with `ARG NAME=value` before the first FROM, or write the image out.',
    ),
  'unknown-stage': (from: string) =>
    says(
      `No stage is called \`${from}\`, and no official image either, so \`--from\` finds nothing to copy from.`,
      'Name an earlier stage, as after AS, or an image.',
    ),
};
