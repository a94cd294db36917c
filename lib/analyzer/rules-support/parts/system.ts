import type { Build } from '../../build/types';
import type { Instruction } from '../../syntax/types';
import { pipInstalls } from '../pip';
import { isCalled, type PlacedRun, runs } from '../steps';

/** Programs that install system packages or other software than Python's, download, delete, or change who owns what. */
const programs = [
  ...['apt', 'apt-get', 'aptitude', 'apk', 'yum', 'dnf', 'dnf5', 'microdnf', 'zypper'],
  ...['npm', 'yarn', 'conda', 'mamba', 'gem', 'go', /^easy_install/, 'apt-key', 'rpm'],
  ...['cargo', 'mvn', 'gradle', 'gradlew', 'composer', 'dotnet', 'nuget', 'pnpm', 'mix', 'bundle', 'pecl'],
  ...['curl', 'wget', 'git', 'useradd', 'sudo', 'ln', 'chown', 'chgrp', 'chmod', 'passwd', 'chpasswd', 'usermod'],
  ...['echo', 'printf', 'rm', 'cd', 'tar', 'unzip', 'gunzip', 'bunzip2', 'unxz', 'bsdtar'],
  ...['free', 'kill', 'mount', 'ps', 'service', 'shutdown', 'ssh', 'top', 'vim', 'systemctl', 'reboot'],
];

/** The variable that keeps apt from asking. */
const variables = /^DEBIAN_FRONTEND$/i;

/** Whether rules of the system may have something to say of an instruction that runs nothing. */
function isOfSystem(instruction: Instruction): boolean {
  switch (instruction.keyword) {
    case 'ADD':
      return true;
    case 'COPY':
      return instruction.flags.some(({ name }) => name === 'chmod');
    case 'EXPOSE':
      return instruction.words.some(({ text }) => text.startsWith('22'));
    case 'ENV':
    case 'ARG':
      return instruction.assignments.some(({ name }) => variables.test(name.text));
    default:
      return false;
  }
}

/** Whether pip is to install a package with the name of its own action. */
function namesAction({ commands }: PlacedRun): boolean {
  return pipInstalls(commands).some(({ operands }) => operands.some(({ text }) => text === 'install'));
}

/** Whether a build installs, downloads, deletes or changes files of the system. */
export function usesSystem(build: Build, instructions: readonly Instruction[]): boolean {
  return isCalled(build, ...programs) || runs(build, 'pip').some(namesAction) || instructions.some(isOfSystem);
}
