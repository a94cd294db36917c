import type { Build } from '../build/types';
import { indexCatalog } from '../catalog/look-up';
import { insertBehind } from '../rules-support/edits';
import { covers, fileName } from '../rules-support/paths';
import { isPython } from '../rules-support/pip';
import { wheelsOf } from '../rules-support/python-packages';
import { startCommand } from '../rules-support/start-command';
import { finalStages, placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const packages = /^\/usr\/local\/lib\/python3\.\d+(?:\/site-packages)?\/?$/;
const folder = '/usr/local/bin';
const shells = new Set(['sh', 'bash', 'ash', 'dash', 'env', 'exec', 'tini', 'dumb-init']);

/** The program that the container starts, where it is one that a package brings; `null` otherwise. */
function startedProgram(build: Build): string | null {
  const text = startCommand(build)?.words[0]?.text ?? '';
  if (text === '' || text.includes('/') || text.includes('$') || isPython(text) || shells.has(text)) return null;
  return indexCatalog(build.catalog).scripts.has(text) ? text : null;
}

export const texts: RuleTexts = {
  title: 'The packages are copied without their programs',
  category: 'reliability',
  wrong: 'This copies the modules of the packages, but not the programs that they installed into `/usr/local/bin`.',
  why: 'A command such as `gunicorn` is a file of its own, outside `site-packages`. The container ends with "not found".',
  remedy: 'Copy `/usr/local/bin` too, or install into a virtual environment and copy that as a whole.',
  recordings: [],
};

export default defineRule({
  id: 'programs-not-copied',
  part: 'stages',
  severity: 'error',
  codes: {},
  failures: ['command-not-found'],
  check(build) {
    const program = startedProgram(build);
    if (program === null) return [];
    const final = finalStages(build);
    const copies = placed(build, 'COPY')
      .filter(({ stage }) => final.includes(stage))
      .map((entry) => ({ ...entry, from: entry.instruction.flags.find((flag) => flag.name === 'from') }))
      .filter((entry) => entry.from !== undefined);
    const hasPrograms = copies.some(({ instruction }) =>
      instruction.sources.some(
        ({ text }) => covers(text, folder) || (covers(folder, text) && ['*', program].includes(fileName(text))),
      ),
    );
    if (hasPrograms) return [];
    // Somebody installs it in the final image all the same.
    const isInstalled = final.some((stage) =>
      stage.steps.some((step) =>
        step.requirements.some(
          ({ name }) => name !== null && wheelsOf(build, name).some((wheel) => wheel.scripts.includes(program)),
        ),
      ),
    );
    if (isInstalled) return [];
    return copies
      .flatMap(({ instruction, stage, from }) => {
        const source = instruction.sources.find(({ text }) => packages.test(text));
        if (source === undefined || from === undefined) return [];
        const copy = `COPY --from=${from.value?.text ?? ''} ${folder} ${folder}`;
        return [
          {
            range: source.range,
            stage: stage.index,
            wrong: `The container starts \`${program}\`, a file in \`${folder}\` of the other stage, and this copies the modules only.`,
            fix: {
              title: `Copy ${folder} too`,
              safety: 'review' as const,
              edits: [insertBehind(build, instruction, [copy])],
            },
          },
        ];
      })
      .slice(0, 1);
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'gunicorn stays in the stage that installed it',
    bad: 'FROM python:3.13-slim AS build\nRUN pip install --no-cache-dir flask==3.0.3 gunicorn==23.0.0\nFROM python:3.13-slim\nCOPY --from=build /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages\nWORKDIR /app\nCOPY main.py .\nCMD ["gunicorn", "-b", "0.0.0.0:8000", "main:app"]\n',
    good: 'FROM python:3.13-slim AS build\nRUN pip install --no-cache-dir flask==3.0.3 gunicorn==23.0.0\nFROM python:3.13-slim\nCOPY --from=build /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages\nCOPY --from=build /usr/local/bin/gunicorn /usr/local/bin/\nWORKDIR /app\nCOPY main.py .\nCMD ["gunicorn", "-b", "0.0.0.0:8000", "main:app"]\n',
    files: {
      'main.py': 'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"ready"]\n',
    },
    fires: ['/usr/local/lib/python3.13/site-packages'],
  },
];
