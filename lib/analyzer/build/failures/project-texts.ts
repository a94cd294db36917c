import { baseName } from '../paths';
import { says } from './says';

const noProject = (folder: string, purpose: string) =>
  says(
    `\`${folder}\` holds neither \`pyproject.toml\` nor \`setup.py\`, so there is no project to ${purpose}.`,
    'Copy the project into the image before this step, or set WORKDIR to where it lies.',
  );

/** What failures of tools that install a project say, by what its files say. */
export const projectTexts = {
  'command-not-found:in-environment': (tool: string, program: string, environment: string) =>
    says(
      `\`${tool}\` finds no \`${program}\` in \`${environment}\` nor on PATH, so the step stops the build.`,
      `Add the package that brings \`${program}\` to what is installed there.`,
    ),
  'missing-file:makefile': (folder: string) =>
    says(
      `\`make\` finds no makefile in \`${folder}\`, so the command ends with an error.`,
      'Copy the makefile into the image before this step, or set WORKDIR to where it lies.',
    ),
  'missing-project:file': (tool: string, name: string, folder: string) =>
    says(
      `\`${tool}\` finds no \`${name}\` in \`${folder}\`, so the step stops the build.`,
      `Copy \`${name}\` into the image before this step, or set WORKDIR to where it lies.`,
    ),
  'missing-project:lock': (tool: string, name: string, folder: string) =>
    says(
      tool === 'npm'
        ? `\`npm ci\` installs what a lock file says, and \`${folder}\` has no \`${name}\`, so it stops with an error.`
        : `pnpm is told to keep to its lock file, and \`${folder}\` has no \`${name}\`, so it stops with an error.`,
      `Copy \`${name}\` into the image together with \`package.json\`.`,
    ),
  'missing-project:to-build': (folder: string) => noProject(folder, 'build'),
  'missing-project:to-install': (folder: string) => noProject(folder, 'install'),
  'missing-requirements:of-conda': (tool: string, path: string) =>
    says(
      `\`${tool}\` finds no \`${path}\`, so the step stops the build.`,
      `Copy \`${baseName(path)}\` into the image before this step, or correct the path.`,
    ),
  'missing-script:of-npm': (folder: string, script: string) =>
    says(
      `\`package.json\` in \`${folder}\` has no script \`${script}\`, so npm stops with an error.`,
      'Correct the name, or add the script to `package.json`.',
    ),
  'requires-python:project': (name: string | null, asked: string, python: string) =>
    says(
      `${name === null ? 'The project' : `\`${name}\``} asks for Python ${asked}, and this image has ${python}.`,
      'Start from an image with that Python, or widen `requires-python`.',
    ),
};
