import type { Build } from '../build/types';
import { isDevelopmentTool } from '../catalog/development-tools';
import { readProjectFile } from '../project';
import { normalizeName } from '../python/package-name';
import type { Requirement } from '../python/types';
import { lineStart, removeWord } from '../rules-support/edits';
import { fileName } from '../rules-support/paths';
import { isForDevelopment, isForNotebooks } from '../rules-support/purpose';
import { bytesWithout, finalPackages } from '../rules-support/python-packages';
import { savesBytes } from '../rules-support/savings';
import { startCommand } from '../rules-support/start-command';
import { isInFinalImage } from '../rules-support/steps';
import { defineRule, type Fix, type RuleExample, type RuleTexts, type TextEdit } from './types';

const separate = 'requirements-dev.txt';

/** Programs may import setuptools (`pkg_resources`), so the companions of pip do not count. */
function servesDevelopers(name: string): boolean {
  return isDevelopmentTool(name) && !['setuptools', 'wheel'].includes(name);
}

/** Programs of Jupyter, which are tools in a service, and the program itself in an image that starts them. */
const notebooks = /^(?:jupyter|jupyterlab|jupyterhub|notebook|ipython|ipykernel)$/;

/** Whether the tool is what the image is for. */
function isStarted(build: Build, name: string): boolean {
  const [program] = startCommand(build)?.words ?? [];
  const started = fileName(program?.text ?? '');
  if (!notebooks.test(name)) return started === name;
  return isForNotebooks(build) || /^(?:jupyter(?:-\w+)?|ipython)$/.test(started);
}

/** Where the other requirements file is: beside the one that the tool stands in. */
function besides(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + separate;
}

/** Moves a line of a requirements file into the file for development. */
function moveLine(build: Build, requirement: Requirement): Fix | null {
  const text = readProjectFile(build.project, requirement.file);
  if (text === undefined) return null;
  const start = lineStart(text, requirement.range.start);
  const lineEnd = text.indexOf('\n', requirement.range.end);
  const end = lineEnd < 0 ? text.length : lineEnd + 1;
  const other = besides(requirement.file);
  const existing = readProjectFile(build.project, other);
  const included = requirement.file.slice(requirement.file.lastIndexOf('/') + 1);
  const at = existing?.length ?? 0;
  const opening = existing === undefined ? `-r ${included}\n` : existing === '' || existing.endsWith('\n') ? '' : '\n';
  const edits: readonly TextEdit[] = [
    { file: requirement.file, range: { start, end }, text: '' },
    { file: other, range: { start: at, end: at }, text: `${opening}${requirement.text}\n` },
  ];
  return { title: `Move it to ${other}`, safety: 'review', edits };
}

/** Takes the word out that names a package; one that a project or a lock names stands at the command that installs it. */
function leaveOut(build: Build, { name, range }: Requirement): Fix | null {
  const written = /^["']?([\w.-]+)/.exec(build.dockerfile.text.slice(range.start, range.end))?.[1];
  if (name === null || written === undefined || normalizeName(written) !== name) return null;
  return { title: `Remove ${name}`, safety: 'review', edits: [removeWord(build, range)] };
}

export const texts: RuleTexts = {
  title: 'A development tool is installed',
  category: 'size',
  wrong: 'A development tool is installed into the final image.',
  why: 'The running program never calls it. It takes space together with its dependencies, and each can have a security hole that you have to fix.',
  remedy: 'Keep it in `requirements-dev.txt`, which the image does not install.',
  lesson: 'queue-consumer/01-ubuntu',
  recordings: ['hefner-ubuntu'],
};

export default defineRule({
  id: 'development-tools-in-requirements',
  part: 'packages',
  severity: 'warning',
  codes: {},
  check(build) {
    if (isForDevelopment(build)) return [];
    const final = new Set(finalPackages(build).map((entry) => entry.name));
    const seen = new Set<string>();
    return build.stages
      .filter((stage) => stage.needed)
      .flatMap((stage) =>
        stage.steps.flatMap((step) =>
          step.requirements.flatMap((requirement) => {
            const { name, file, range } = requirement;
            const key = `${file}:${range.start}`;
            if (name === null || seen.has(key) || !servesDevelopers(name) || isStarted(build, name)) return [];
            if (!final.has(name) && !isInFinalImage(build, stage)) return [];
            seen.add(key);
            const inDockerfile = file === build.project.dockerfile;
            const fix = inDockerfile ? leaveOut(build, requirement) : moveLine(build, requirement);
            const installs = step.requirements.length;
            return [
              {
                range,
                file,
                stage: stage.index,
                wrong: `\`${name}\` is a development tool, and the final image holds it.`,
                saves: savesBytes(bytesWithout(build, name)),
                ...(fix === null || (inDockerfile && installs < 2) ? {} : { fix }),
              },
            ];
          }),
        ),
      );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A notebook is a tool in a service, and the program of an image that starts it',
    bad: 'FROM python:3.13-slim\nRUN pip install flask==3.0.3 notebook==7.2.2\nCMD ["flask", "run"]\n',
    good: 'FROM python:3.13-slim\nRUN pip install flask==3.0.3 notebook==7.2.2\nCMD ["jupyter", "notebook"]\n',
    fires: ['notebook==7.2.2'],
  },
  {
    title: 'An image for development may have them',
    bad: 'FROM python:3.13-slim\nRUN pip install flask==3.0.3 black==24.8.0\n',
    good: 'FROM mcr.microsoft.com/devcontainers/python:3.13\nRUN pip install flask==3.0.3 black==24.8.0\n',
    fires: ['black==24.8.0'],
  },
  {
    title: 'Formatters beside the dependencies',
    bad: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n',
    good: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n',
    files: { 'requirements.txt': 'pika==1.3.2\nblack==24.8.0\nisort==5.13.2\n' },
    goodFiles: {
      'requirements.txt': 'pika==1.3.2\n',
      'requirements-dev.txt': '-r requirements.txt\nblack==24.8.0\nisort==5.13.2\n',
    },
    fires: ['black==24.8.0', 'isort==5.13.2'],
  },
  {
    title: 'Named on the command line',
    bad: 'FROM python:3.13-slim\nRUN pip install flask==3.0.3 pytest==8.3.3\n',
    good: 'FROM python:3.13-slim AS test\nRUN pip install flask==3.0.3 pytest==8.3.3\nFROM python:3.13-slim\nRUN pip install flask==3.0.3\n',
    fires: ['pytest==8.3.3'],
  },
];
