import type { Build } from '../build/types';
import type { RulePart } from '../rules/types';
import { type Placed, placedInstructions, runs } from './steps';

/** What a part of the rules is about: a build that has none of it asks for none of these rules. */
const subjects: Readonly<Record<RulePart, (build: Build) => boolean>> = {
  decisions: ({ settings }) =>
    settings.trustedRegistries.length > 0 || Object.keys(settings.labelSchema).length > 0 || settings.strictLabels,
  managers: (build) => runs(build, 'uv', 'poetry', 'pipenv', 'conda', 'mamba', 'micromamba').length > 0,
  system: (build) => runs(build, ...systemPrograms).length > 0 || placedInstructions(build).some(isOfSystem),
};

/** Programs that install system packages or other software than Python's, download, or change who owns what. */
const systemPrograms = [
  ...['apt', 'apt-get', 'aptitude', 'apk', 'yum', 'dnf', 'dnf5', 'microdnf', 'zypper'],
  ...['npm', 'yarn', 'conda', 'mamba', 'gem', 'go', /^easy_install/, 'apt-key', 'rpm'],
  ...['cargo', 'mvn', 'gradle', 'gradlew', 'composer', 'dotnet', 'nuget', 'pnpm', 'mix', 'bundle', 'pecl'],
  ...['curl', 'wget', 'git', 'useradd', 'sudo', 'ln', 'chown', 'chgrp', 'chmod', 'passwd', 'chpasswd', 'usermod'],
];

/** Variables of system programs, and those that switch the check of certificates off. */
const systemVariable =
  /^(?:DEBIAN_FRONTEND|GIT_SSL_NO_VERIFY|PYTHONHTTPSVERIFY|NODE_TLS_REJECT_UNAUTHORIZED|npm_config_strict_ssl)$/i;

/** Whether rules of the system part may have something to say of an instruction that runs nothing. */
function isOfSystem({ instruction }: Placed): boolean {
  switch (instruction.keyword) {
    case 'ADD':
      return true;
    case 'COPY':
      return instruction.flags.some(({ name }) => name === 'chmod');
    case 'EXPOSE':
      return instruction.words.some(({ text }) => text.startsWith('22'));
    case 'ENV':
    case 'ARG':
      return instruction.assignments.some(({ name }) => systemVariable.test(name.text));
    default:
      return false;
  }
}

const parts: readonly RulePart[] = ['decisions', 'managers', 'system'];

/** The parts of the rules that may find something in a build; a rule of no part always may. */
export function listAskedParts(build: Build): readonly RulePart[] {
  return parts.filter((part) => subjects[part](build));
}
