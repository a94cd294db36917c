import { says } from './says';

/** What failures of programs of the system say: package managers, accounts, what changes files. */
export const systemTexts = {
  'file-exists': (path: string) => says(`\`${path}\` exists already, so mkdir ends with an error.`, 'Add `-p`.'),
  'missing-file': (program: string, path: string) =>
    says(
      `\`${program}\` finds no \`${path}\`, so the command ends with an error.`,
      'Correct the path, or make or copy the file in an earlier step.',
    ),
  'package-manager-asks': () =>
    says('apt asks whether to go on, nobody answers in a build, and it stops: "Abort."', 'Add `-y`.'),
  'package-not-found': (distribution: string | null, release: string | null, name: string) =>
    says(
      `${release === null ? 'This release' : `${distribution} ${release}`} has no package \`${name}\`: "Unable to locate package".`,
      'Use the name that the package has in this release, or add the source that holds it.',
    ),
  'package-not-found:without-lists': (name: string) =>
    says(
      `apt has no package lists here, so it finds no \`${name}\`: "Unable to locate package".`,
      'Run `apt-get update &&` before it, in the same RUN.',
    ),
  'permission-denied:accounts': (user: string) =>
    says(`\`${user}\` may not create accounts: only root may.`, 'Do this before USER.'),
  'permission-denied:owners': (user: string) =>
    says(
      `\`${user}\` may not give files away: only root may change owners.`,
      'Do this before USER, or use `COPY --chown`.',
    ),
  'permission-denied:packages': (program: string, user: string) =>
    says(
      `\`${program}\` runs as \`${user}\` here, who may not change the system's packages.`,
      'Do this before USER, or switch to `USER root` for it.',
    ),
  'unknown-option': (program: string, option: string, distribution: string | null) =>
    says(
      `\`${program}\` of this distribution has no option \`${option}\`: it is another program than Alpine's.`,
      distribution === 'alpine'
        ? 'Use the options of busybox: `adduser -D`.'
        : 'Use `useradd`, or the options of Debian: `adduser --disabled-password --gecos ""`.',
    ),
  'unknown-user:group': (group: string) =>
    says(
      `The image has no group \`${group}\`, so \`useradd\` ends with an error.`,
      `Create the group first: \`groupadd ${group}\`.`,
    ),
  /** `owner`: a user or a group, said as such. */
  'unknown-user:owner': (program: string, owner: string) =>
    says(
      `The image has no ${owner}, so \`${program}\` ends with an error.`,
      'Create it in an earlier step, or use its number.',
    ),
  'user-exists': (program: string, name: string) =>
    says(
      `The user \`${name}\` exists already, so \`${program}\` ends with an error.`,
      'Choose another name, or leave this out.',
    ),
  'user-exists:group': (program: string, name: string) =>
    says(
      `The group \`${name}\` exists already, so \`${program}\` ends with an error.`,
      'Leave this out, or choose another name.',
    ),
  'user-exists:number': (program: string, id: number) =>
    says(
      `The number ${id} belongs to another user of this image, so \`${program}\` ends with an error.`,
      'Choose another number, or leave the option out.',
    ),
};
