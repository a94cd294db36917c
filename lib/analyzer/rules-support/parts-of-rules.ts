import type { Build } from '../build/types';
import type { RulePart } from '../rules/types';
import { runs } from './steps';

/** What a part of the rules is about: a build that has none of it asks for none of these rules. */
const subjects: Readonly<Record<RulePart, (build: Build) => boolean>> = {
  decisions: ({ settings }) =>
    settings.trustedRegistries.length > 0 || Object.keys(settings.labelSchema).length > 0 || settings.strictLabels,
  managers: (build) => runs(build, 'uv', 'poetry', 'pipenv', 'conda', 'mamba', 'micromamba').length > 0,
  system: (build) => runs(build, ...systemPrograms).length > 0,
};

/** Programs that install system packages or other software than Python's, download, or change who owns what. */
const systemPrograms = [
  ...['apt', 'apt-get', 'aptitude', 'apk', 'yum', 'dnf', 'dnf5', 'microdnf', 'zypper'],
  ...['npm', 'yarn', 'gem', 'go', /^easy_install/, 'apt-key', 'rpm'],
  ...['cargo', 'mvn', 'gradle', 'gradlew', 'composer', 'dotnet', 'nuget', 'pnpm', 'mix', 'bundle', 'pecl'],
  ...['curl', 'wget', 'useradd', 'sudo', 'ln', 'chown', 'chgrp', 'chmod', 'passwd', 'chpasswd', 'usermod'],
];

const parts: readonly RulePart[] = ['decisions', 'managers', 'system'];

/** The parts of the rules that may find something in a build; a rule of no part always may. */
export function listAskedParts(build: Build): readonly RulePart[] {
  return parts.filter((part) => subjects[part](build));
}
