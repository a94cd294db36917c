import type { Build } from '../build/types';
import { readProjectFile } from '../project';
import { imageOf } from '../rules-support/base-images';
import { lockedInstalls, lockOf } from '../rules-support/locked-installs';
import { pipInstalls } from '../rules-support/pip';
import { reachesFinalImage, variableFor } from '../rules-support/python-tools';
import { bottomStage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const packages = new Set(['torch', 'torchvision', 'torchaudio']);
const indexes = [
  'PIP_INDEX_URL',
  'PIP_EXTRA_INDEX_URL',
  'PIP_FIND_LINKS',
  'UV_INDEX',
  'UV_DEFAULT_INDEX',
  'UV_INDEX_URL',
  'UV_EXTRA_INDEX_URL',
  'UV_TORCH_BACKEND',
];

/** Whether something in the project speaks of a graphics card: code, compose files, the base image. */
function asksForGpu(build: Build): boolean {
  const isNamed = build.stages.some((stage) => {
    const { repository, tag } = imageOf(stage)?.reference ?? { repository: '', tag: null };
    return /nvidia|cuda|pytorch|rocm|tensorflow/.test(`${repository}:${tag ?? ''}`);
  });
  if (isNamed || /cuda|nvidia|gpu/i.test(build.dockerfile.text)) return true;
  return build.project.files.some(
    ({ path, text }) => /\.(?:py|ya?ml|sh|md|toml|ipynb)$/.test(path) && /\bcuda|nvidia|\bgpus?\b/i.test(text),
  );
}

/** Whether the step is asked for one of the packages by name. */
function namesPackage({ step }: PlacedRun): boolean {
  return step.requirements.some(({ name }) => name !== null && packages.has(name));
}

/** Whether the install looks for packages elsewhere than in the public index. */
function looksElsewhere(build: Build, run: PlacedRun): boolean {
  const files = new Set(run.step.requirements.map((entry) => entry.file));
  const inFile = [...files].some((file) =>
    /^\s*(?:-i|-f|--(?:extra-)?index-url|--find-links)/m.test(readProjectFile(build.project, file) ?? ''),
  );
  return (
    inFile ||
    pipInstalls(run.commands).some(
      (pip) =>
        pip.options.some(({ name }) =>
          /^(?:-i|-f|--(?:extra-)?index-url|--find-links|--index|--default-index|--torch-backend)$/.test(name),
        ) || indexes.some((name) => variableFor(run, pip.command, name) !== undefined),
    )
  );
}

export const texts: RuleTexts = {
  title: 'PyTorch is installed with the CUDA libraries',
  category: 'size',
  wrong:
    'PyTorch for Linux from the public index comes with the CUDA libraries, and nothing in this project asks for a graphics card.',
  why: 'They are several times as large as PyTorch itself, and become one layer that every pull and every rebuild has to move.',
  remedy:
    'Where the program runs on processors only, install PyTorch from `https://download.pytorch.org/whl/cpu`, named with `--index-url` or as a source in `pyproject.toml`.',
  recordings: [],
};

export default defineRule({
  id: 'gpu-build-of-torch',
  part: 'packages',
  severity: 'warning',
  codes: {},
  check(build) {
    const seen = new Set<string>();
    const candidates = runs(build, 'pip', 'uv', 'poetry', 'pipenv').filter(
      (run) => namesPackage(run) || lockedInstalls(run).length > 0,
    );
    if (candidates.length === 0 || asksForGpu(build)) return [];
    return candidates
      .filter((run) => reachesFinalImage(build, run.stage))
      .flatMap((run) => {
        const python = bottomStage(build, run.stage).profile.python;
        const locked = lockedInstalls(run).flatMap(({ tool, call }) => {
          const lock = lockOf(build, tool);
          if (lock === null) return [];
          const selection = build.tools.readSelection(tool, call.options);
          const installed = build.tools.installedFromLock(lock, { python, ...selection });
          const hasLibraries = installed.packages.some(({ name }) => /^nvidia-cu/.test(name));
          return hasLibraries ? [{ range: call.range, stage: run.stage.index }] : [];
        });
        if (looksElsewhere(build, run)) return locked;
        const named = run.step.requirements.flatMap(({ name, kind, file, range, pinned, marker }) => {
          const key = `${file}:${range.start}`;
          if (name === null || !packages.has(name) || kind !== 'name' || marker !== null) return [];
          if (pinned?.includes('+') === true || seen.has(key) || seen.size > 0) return [];
          seen.add(key);
          return [{ range, file, stage: run.stage.index }];
        });
        return [...locked, ...named];
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A program without a graphics card',
    bad: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    good: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    files: { 'requirements.txt': 'torch==2.5.1\n', 'main.py': 'import torch\n' },
    goodFiles: { 'requirements.txt': '--index-url https://download.pytorch.org/whl/cpu\ntorch==2.5.1\n' },
    fires: ['torch==2.5.1'],
  },
  {
    title: 'A program that uses a graphics card',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir torch==2.5.1\nCOPY main.py .\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir torch==2.5.1\nCOPY main.py .\n',
    files: { 'main.py': 'import torch\n' },
    goodFiles: { 'main.py': 'import torch\ndevice = torch.device("cuda")\n' },
    fires: ['torch==2.5.1'],
  },
];
