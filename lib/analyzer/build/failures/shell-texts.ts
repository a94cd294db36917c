import { resolvePath } from '../paths';
import { adviseInstallation, type Surroundings } from './advice';
import { says } from './says';

/** What failures of scripts say: of the shell, and of the files that it reads and writes. */
export const shellTexts = {
  'carriage-return': (path: string) =>
    says(
      `The first line of \`${path}\` ends in a carriage return, so the system looks for an interpreter of that name: "no such file or directory".`,
      'Save the file with LF line endings.',
    ),
  'command-fails:exit': (code: string) =>
    says(
      `The script ends with \`exit ${code}\`, which stops the build.`,
      'Remove the exit, or the condition that leads to it.',
    ),
  'command-fails:false': () => says('`false` ends with an error, which stops the build.', 'Remove it.'),
  'command-not-found': (program: string, workingDirectory: string, surroundings: Surroundings) =>
    says(
      program.includes('/')
        ? `There is no \`${resolvePath(workingDirectory, program)}\` in this image, so the step stops the build.`
        : `This image has no \`${program}\`, so the step stops the build.`,
      adviseInstallation(program, surroundings),
    ),
  'command-not-found:deactivate': () =>
    says(
      '`deactivate` is known only to a shell that has activated an environment.',
      'Leave it out: what a step activates ends with the step.',
    ),
  'command-not-found:looked-up': (names: readonly string[]) =>
    says(`This image has no \`${names.join(' ')}\`.`, 'Install it in an earlier step.'),
  'command-not-found:of-bash': (name: string, dialect: string | null) =>
    says(
      `\`${name}\` is known to bash; \`/bin/sh\` of this image (${dialect}) has no such command.`,
      name === 'source'
        ? 'Write `.` in place of `source`, or set SHELL to bash.'
        : 'Write it as a POSIX shell knows it, or set SHELL to bash.',
    ),
  'command-not-found:pipefail': () =>
    says(
      '`/bin/sh` of this image is a dash without `pipefail`: it stops with "Illegal option -o pipefail".',
      'Set `SHELL ["/bin/bash", "-o", "pipefail", "-c"]`, or leave the option out.',
    ),
  'command-not-found:shell': (shell: string, surroundings: Surroundings) =>
    says(
      `SHELL names \`${shell}\`, and this image has none.`,
      adviseInstallation(shell.slice(shell.lastIndexOf('/') + 1), surroundings),
    ),
  'condition-fails': () =>
    says(
      'This condition does not hold in the image, so the command ends with an error.',
      'Correct the condition, or put it into an `if`.',
    ),
  'missing-directory:to-enter': (path: string) =>
    says(`There is no folder \`${path}\` to change to.`, 'Correct the path, or make the folder in an earlier step.'),
  'missing-directory:to-write-in': (folder: string, path: string) =>
    says(
      `There is no folder \`${folder}\`, so \`${path}\` cannot be written.`,
      `Make the folder first: \`mkdir -p ${folder}\`.`,
    ),
  'missing-file:environment': (folder: string) =>
    says(`There is no virtual environment at \`${folder}\`.`, 'Create it in an earlier step, or correct the path.'),
  'missing-file:to-source': (path: string) =>
    says(`There is no \`${path}\` to read.`, 'Copy the file in an earlier step, or correct the path.'),
  'missing-file:to-read-from': (path: string) =>
    says(`There is no \`${path}\` to read from.`, 'Correct the path, or copy the file first.'),
  'missing-script': (path: string) =>
    says(
      `There is no \`${path}\` to run, so the step stops the build.`,
      'Copy the script into the image before this step, or correct the path.',
    ),
  'not-a-directory:to-write-in': (folder: string) =>
    says(`\`${folder}\` is a file, so nothing can lie in it.`, 'Give the file or the folder another name.'),
  'not-executable': (path: string) =>
    says(
      `\`${path}\` is not executable: "permission denied".`,
      'Set its execute bit before the build, use `COPY --chmod=755`, or run it through its interpreter.',
    ),
  'permission-denied:to-write': (user: string, path: string) =>
    says(
      `\`${user}\` may not write to \`${path}\`, which belongs to root.`,
      'Do this before USER, or give the folder to the user first (`COPY --chown`, `chown`).',
    ),
  'unreadable-script': (problem: string) =>
    says(
      `${problem.replace(/\.$/, '')}. The step stops the build with a syntax error.`,
      'Correct the script here: `sh -n` reads one without running it.',
    ),
  'unknown-user': (user: string, distribution: string | null) =>
    says(
      `The image has no user \`${user}\`, so this step cannot run: "unable to find user ${user}".`,
      `Create the user before USER: \`RUN useradd ${user}\`${distribution === 'alpine' ? ' (`adduser -D` on Alpine)' : ''}.`,
    ),
};
