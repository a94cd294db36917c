import { resolvePath } from '../build/paths';
import type { Build } from '../build/types';
import { optionValue } from '../rules-support/commands';
import { insertText, removeInstruction } from '../rules-support/edits';
import { covers, fileName } from '../rules-support/paths';
import { readPip } from '../rules-support/pip';
import { bytesOf, savesBytes } from '../rules-support/savings';
import { isInFinalImage, type Placed, placed, runs } from '../rules-support/steps';
import type { CopyInstruction } from '../syntax/types';
import { defineRule, type Fix, type Report, type RuleExample, type RuleTexts } from './types';

type PlacedCopy = Placed<CopyInstruction>;

/** Folders of a stage into which it builds or downloads wheels. */
function wheelFolders(build: Build, stage: number): readonly string[] {
  return runs(build, 'pip')
    .filter((run) => run.stage.index === stage)
    .flatMap((run) =>
      run.commands.flatMap((command) => {
        const pip = readPip(command);
        if (pip === null || (pip.action !== 'wheel' && pip.action !== 'download')) return [];
        const folder = optionValue(pip.options, '-w', '--wheel-dir', '-d', '--dest') ?? '.';
        return [resolvePath(run.step.before.workingDirectory, folder)];
      }),
    );
}

/** Whether the COPY takes wheels and nothing else: a folder of them from a stage, or files from the context. */
function takesWheels(build: Build, { instruction, step }: PlacedCopy): boolean {
  const [from] = step.fromStages;
  if (from === undefined)
    return step.contextPaths.length > 0 && step.contextPaths.every((path) => path.endsWith('.whl'));
  const folders = wheelFolders(build, from.stage);
  return (
    folders.length > 0 &&
    instruction.sources.every(({ text }) => folders.some((folder) => covers(folder, text.replace(/\/\*.*$/, ''))))
  );
}

/** Calls in the final image that gather wheels, where the same RUN does not delete them. */
function gathered(build: Build): readonly Report[] {
  return runs(build, 'pip')
    .filter((run) => isInFinalImage(build, run.stage) && !run.triggered)
    .filter((run) => !run.commands.some((command) => fileName(command.name) === 'rm'))
    .filter((run) => !run.instruction.flags.some((flag) => /type=(?:cache|tmpfs)/.test(flag.value?.text ?? '')))
    .flatMap((run) =>
      run.commands.flatMap((command) => {
        const pip = readPip(command);
        if (pip === null || pip.actionWord === null || (pip.action !== 'wheel' && pip.action !== 'download')) return [];
        return [
          {
            range: { start: pip.programRange.start, end: pip.actionWord.range.end },
            stage: run.stage.index,
            wrong: `\`pip ${pip.action}\` puts archives into the final image, which keeps them.`,
            remedy: 'Collect the archives in a stage of their own, and mount them for the one step that installs them.',
          },
        ];
      }),
    );
}

/** Mounts the folder for the RUN that installs from it, where the COPY stands directly before. */
function mountInstead(build: Build, copy: PlacedCopy, target: string): Fix | null {
  const run = runs(build).find(({ stage, step }) => stage === copy.stage && step.index === copy.step.index + 1);
  const from = copy.instruction.flags.find((flag) => flag.name === 'from')?.value?.text;
  const [source, ...others] = copy.instruction.sources;
  if (run === undefined || from === undefined || source === undefined || others.length > 0 || source.text.includes('*'))
    return null;
  if (run.commands.some((command) => fileName(command.name) === 'rm')) return null;
  const mount = ` --mount=type=bind,from=${from},source=${source.text.replace(/\/$/, '')},target=${target}`;
  return {
    title: 'Mount the wheels for the install',
    safety: 'review',
    edits: [removeInstruction(build, copy.instruction), insertText(build, run.instruction.keywordRange.end, mount)],
  };
}

export const texts: RuleTexts = {
  title: 'The wheels stay in the image after the install',
  category: 'size',
  wrong: 'Wheels are copied into the image in one step and installed in another.',
  why: 'A wheel is an archive that is needed only while pip unpacks it. Deleting it in a later step frees nothing, because the layer of the COPY keeps it.',
  remedy:
    'Mount the folder for the one step that installs them, with `RUN --mount=type=bind,from=…,source=…,target=…`.',
  recordings: ['pandas-wheels-copied', 'pandas-wheels-mounted'],
};

export default defineRule({
  id: 'wheels-left-in-image',
  part: 'stages',
  severity: 'warning',
  codes: {},
  check(build) {
    const copied = placed(build, 'COPY')
      .filter((copy) => isInFinalImage(build, copy.stage) && takesWheels(build, copy))
      .flatMap((copy) => {
        const target = resolvePath(copy.step.before.workingDirectory, copy.instruction.destination.text);
        const isUsed = runs(build, 'pip').some(
          (run) =>
            run.stage === copy.stage &&
            run.step.index > copy.step.index &&
            run.commands.some((command) => readPip(command)?.action === 'install'),
        );
        if (!isUsed) return [];
        const fix = mountInstead(build, copy, target.replace(/\/$/, ''));
        return [
          {
            range: copy.instruction.range,
            stage: copy.stage.index,
            saves: savesBytes(bytesOf([copy.step], () => true)),
            ...(fix === null ? {} : { fix }),
          },
        ];
      });
    return [...copied, ...gathered(build)];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Built in one stage, installed in the next',
    bad: 'FROM python:3.13 AS build\nRUN pip wheel --no-cache-dir --wheel-dir /wheels flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /wheels /wheels\nRUN pip install --no-cache-dir --no-index --find-links /wheels flask==3.0.3\n',
    good: 'FROM python:3.13 AS build\nRUN pip wheel --no-cache-dir --wheel-dir /wheels flask==3.0.3\nFROM python:3.13-slim\nRUN --mount=type=bind,from=build,source=/wheels,target=/wheels pip install --no-cache-dir --no-index --find-links /wheels flask==3.0.3\n',
    fires: ['COPY --from=build /wheels /wheels'],
  },
  {
    title: 'Collected in the final image',
    bad: 'FROM python:3.13-slim\nRUN pip download --no-cache-dir --dest /wheels flask==3.0.3\nRUN pip install --no-cache-dir --no-index --find-links /wheels flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN pip download --no-cache-dir --dest /wheels flask==3.0.3 && pip install --no-cache-dir --no-index --find-links /wheels flask==3.0.3 && rm -rf /wheels\n',
    fires: ['pip download'],
  },
];
