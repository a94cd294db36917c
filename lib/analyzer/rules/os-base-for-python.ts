import { parseImageReference } from '../build/image-reference';
import type { Build } from '../build/types';
import { type Estimate, sum } from '../estimate';
import { aptCommands, packageName } from '../rules-support/apt';
import { imageOf } from '../rules-support/base-images';
import { settledPythonImage, unpackedBytes } from '../rules-support/better-bases';
import { removeInstruction, removeWord, replaceText } from '../rules-support/edits';
import { difference, savesBytes } from '../rules-support/savings';
import { finalStages, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts, type TextEdit } from './types';

/** Packages that the official Python images have built in. */
const builtIn = /^(?:python3(?:\.\d+)?(?:-(?:pip|venv|full|minimal|setuptools|wheel|distutils))?|python-is-python3)$/;
const interpreter = /^python3(?:\.\d+)?(?:-(?:pip|venv|full|minimal))?$/;

interface PythonInstall {
  readonly run: PlacedRun;
  readonly words: readonly {
    readonly text: string;
    readonly range: { readonly start: number; readonly end: number };
  }[];
  /** Nothing else is installed by this RUN, and it does nothing else. */
  readonly whole: boolean;
}

function pythonInstalls(build: Build): readonly PythonInstall[] {
  const final = finalStages(build);
  return runs(build, 'apt', 'apt-get', 'aptitude')
    .filter((run) => final.includes(run.stage))
    .flatMap((run) => {
      const apt = aptCommands(run.commands);
      const installed = apt.filter((entry) => entry.action === 'install').flatMap((entry) => entry.packages);
      if (!installed.some((word) => interpreter.test(packageName(word)))) return [];
      const words = installed.filter((word) => builtIn.test(packageName(word)));
      const others = run.commands.filter((command) => !apt.some((entry) => entry.command === command));
      const cleansOnly = others.every(
        (command) => command.name === 'rm' && command.words.some((word) => word.text.includes('/var/lib/apt')),
      );
      return [{ run, words, whole: words.length === installed.length && cleansOnly }];
    });
}

/** What the base and the steps that install Python take, less what an image with Python takes. */
function saved(build: Build, installs: readonly PythonInstall[], better: string): Estimate | undefined {
  const [bottom] = finalStages(build);
  const base = bottom === undefined ? undefined : unpackedBytes(build, imageOf(bottom)?.reference ?? null);
  const slim = unpackedBytes(build, parseImageReference(better));
  if (base === undefined || slim === undefined) return undefined;
  const steps = installs.filter((install) => install.whole).map((install) => install.run.step.bytes);
  return difference(sum([base, ...steps]), slim);
}

export const texts: RuleTexts = {
  title: 'Python is installed onto a general operating system',
  category: 'size',
  wrong: 'The image starts from a general operating system, and apt installs Python into it.',
  why: "The build spends its time in apt, gets the distribution's version of Python instead of the one you choose, and keeps everything that was installed along with it.",
  remedy: 'Start from an official Python image in its slim variant, such as `python:3.13-slim`.',
  lesson: 'queue-consumer/02-slim',
  recordings: ['hefner-ubuntu', 'hefner-slim'],
};

export default defineRule({
  id: 'os-base-for-python',
  part: 'system',
  severity: 'warning',
  codes: {},
  check(build) {
    const [bottom] = finalStages(build);
    if (bottom === undefined || !['ubuntu', 'debian'].includes(bottom.profile.distribution)) return [];
    if (imageOf(bottom) === null || bottom.profile.variant !== 'minimal') return [];
    const installs = pythonInstalls(build);
    if (installs.length === 0) return [];
    const better = settledPythonImage(build);
    const name = better === null ? null : `${better.image}:${better.tag}`;
    // What Ubuntu's own sources are added with, no image of Python has.
    const isTied = runs(build, 'add-apt-repository').some((run) => run.stage === bottom);
    const edits: TextEdit[] = name === null ? [] : [replaceText(build, bottom.from.image.range, name)];
    for (const { run, words, whole } of installs) {
      if (whole) edits.push(removeInstruction(build, run.instruction));
      else edits.push(...words.map((word) => removeWord(build, word.range)));
    }
    return [
      {
        range: bottom.from.image.range,
        stage: bottom.index,
        ...(name === null ? {} : { remedy: `Start from an official Python image in its slim variant: \`${name}\`.` }),
        saves: name === null ? {} : savesBytes(saved(build, installs, name)),
        ...(name === null || isTied ? {} : { fix: { title: `Start from ${name}`, safety: 'review' as const, edits } }),
      },
    ];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Another Python from a further source of packages',
    bad: 'FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y --no-install-recommends software-properties-common && add-apt-repository ppa:deadsnakes/ppa\nRUN apt-get update && apt-get install -y --no-install-recommends python3.12\n',
    good: 'FROM python:3.12-slim\nRUN python --version\n',
    fires: ['ubuntu:22.04'],
  },
  {
    title: 'Ubuntu with Python by apt',
    bad: 'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y python3 python3-venv\nWORKDIR /app\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\n',
    fires: ['ubuntu:24.04'],
  },
  {
    title: 'Other packages stay',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y python3 libpq5 && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y libpq5 && rm -rf /var/lib/apt/lists/*\n',
    fires: ['debian:trixie-slim'],
  },
  {
    title: 'An operating system without Python is fine',
    bad: 'FROM ubuntu:22.04\nRUN apt-get update \\\n    && apt-get install -y \\\n        python3-pip\n',
    good: 'FROM ubuntu:22.04\nRUN apt-get update \\\n    && apt-get install -y \\\n        nginx\n',
    fires: ['ubuntu:22.04'],
  },
];
