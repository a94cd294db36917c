import type { Build } from '../build/types';
import { readProjectFile } from '../project';
import { imageOf } from '../rules-support/base-images';
import { optionValue } from '../rules-support/commands';
import { insertBehind } from '../rules-support/edits';
import { fileName } from '../rules-support/paths';
import { type ToolCall, toolCalls } from '../rules-support/python-tools';
import { startCommand } from '../rules-support/start-command';
import { bottomStage, isInFinalImage, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** The images whose conda lies in `/opt/conda`. */
const inOpt = /^(?:continuumio\/(?:mini|ana)conda3|condaforge\/mini(?:forge|mamba)\S*|mambaorg\/micromamba)$/;

/** The name of the environment that a call creates: given, or that of its file; `null` where it cannot be told. */
function createdName(build: Build, call: ToolCall): string | null {
  const creates = call.action === 'create' || (call.action === 'env' && call.operands[0]?.text === 'create');
  if (!creates) return null;
  const given = optionValue(call.options, '-n', '--name');
  if (given !== undefined) return given;
  if (optionValue(call.options, '-p', '--prefix') !== undefined) return null;
  const file = fileName(optionValue(call.options, '-f', '--file') ?? 'environment.yml');
  return /^name:\s*["']?([\w.-]+)["']?\s*$/m.exec(readProjectFile(build.project, file) ?? '')?.[1] ?? null;
}

/** Whether the start leads into the environment, or cannot be told. */
function leadsThere(build: Build, name: string): boolean {
  const { target } = build;
  const command = startCommand(build);
  if (target === null || command === null) return true;
  const { environment, shell } = target.after;
  const path = environment.get('PATH') ?? '';
  if (path.includes(`envs/${name}/bin`) || environment.has('CONDA_DEFAULT_ENV') || environment.has('ENV_NAME'))
    return true;
  if (command.form === 'shell' && (shell.length !== 2 || /activate/.test(shell.join(' ')))) return true;
  const program = command.words[0]?.text ?? '';
  if (program.includes('/') || program.includes('$') || program.endsWith('.sh')) return true;
  return (
    command.words.some(({ text }) => /activate|^run$/.test(text)) ||
    /^(?:ba|z|da|a)?sh$|^tini$|^dumb-init$/.test(program)
  );
}

export const texts: RuleTexts = {
  title: 'The conda environment is not active in the container',
  category: 'reliability',
  wrong: 'This step creates a conda environment, and the container starts its program in another one.',
  why: '`conda activate` lasts for one shell only, so it has no effect on the start of the container. The program runs on the Python of the base environment, without these packages.',
  remedy: "Put the environment's `bin` folder first on `PATH` with ENV, or start the program with `conda run`.",
  recordings: [],
};

export default defineRule({
  id: 'conda-environment-not-active',
  part: 'projects',
  severity: 'error',
  codes: {},
  check(build) {
    return runs(build, 'conda', 'mamba', 'micromamba')
      .filter((run) => isInFinalImage(build, run.stage) && !run.triggered)
      .flatMap((run) =>
        toolCalls(run.commands, 'conda', 'mamba', 'micromamba').flatMap((call) => {
          const name = createdName(build, call);
          if (name === null || name === 'base' || leadsThere(build, name)) return [];
          const base = imageOf(bottomStage(build, run.stage))?.reference.repository ?? '';
          const setting = `ENV PATH="/opt/conda/envs/${name}/bin:$PATH"`;
          const fix = {
            title: 'Put it on PATH',
            safety: 'review' as const,
            edits: [insertBehind(build, run.instruction, [setting])],
          };
          return [
            {
              range: call.range,
              stage: run.stage.index,
              wrong: `This creates the environment \`${name}\`, and the container starts its program in another one.`,
              ...(inOpt.test(base) ? { remedy: `Add \`${setting}\` after this step.`, fix } : {}),
            },
          ];
        }),
      );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An environment from a file',
    bad: 'FROM continuumio/miniconda3:25.3.1-1\nWORKDIR /app\nCOPY environment.yml .\nRUN conda env create -f environment.yml && conda clean --all --yes\nCOPY main.py .\nCMD ["python", "main.py"]\n',
    good: 'FROM continuumio/miniconda3:25.3.1-1\nWORKDIR /app\nCOPY environment.yml .\nRUN conda env create -f environment.yml && conda clean --all --yes\nENV PATH="/opt/conda/envs/service/bin:$PATH"\nCOPY main.py .\nCMD ["python", "main.py"]\n',
    files: {
      'environment.yml': 'name: service\ndependencies:\n  - numpy=2.2\n',
      'main.py': 'print("ready")\n',
    },
    fires: ['conda env'],
  },
  {
    title: 'An environment by name',
    bad: 'FROM continuumio/miniconda3:25.3.1-1\nRUN conda create --yes --name service numpy=2.2 && conda clean --all --yes\nCMD ["python", "-V"]\n',
    good: 'FROM continuumio/miniconda3:25.3.1-1\nRUN conda create --yes --name service numpy=2.2 && conda clean --all --yes\nCMD ["conda", "run", "--name", "service", "python", "-V"]\n',
    fires: ['conda create'],
  },
];
