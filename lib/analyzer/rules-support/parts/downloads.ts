import type { Build } from '../../build/types';
import type { Instruction } from '../../syntax/types';
import { isCalled } from '../steps';

/** Programs that fetch and unpack, and those that install what is neither of the system nor of Python. */
const programs = [
  ...['curl', 'wget', 'git', 'tar', 'unzip', 'gunzip', 'bunzip2', 'unxz', 'bsdtar'],
  ...['npm', 'yarn', 'pnpm', 'conda', 'mamba', 'gem', 'go', 'pecl'],
];

/** Variables that switch the check of certificates off. */
const variables = /^(?:GIT_SSL_NO_VERIFY|PYTHONHTTPSVERIFY|NODE_TLS_REJECT_UNAUTHORIZED|npm_config_strict_ssl)$/i;

/** Whether a build fetches anything but packages of the system and of Python. */
export function usesDownloads(build: Build, instructions: readonly Instruction[]): boolean {
  return (
    isCalled(build, ...programs) ||
    instructions.some((instruction) => {
      if (instruction.keyword === 'ADD') return true;
      const isSet = instruction.keyword === 'ENV' || instruction.keyword === 'ARG';
      return isSet && instruction.assignments.some(({ name }) => variables.test(name.text));
    })
  );
}
