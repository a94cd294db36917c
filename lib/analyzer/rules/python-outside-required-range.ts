import { meetsSpecifier } from '../python/version';
import { imageOf } from '../rules-support/base-images';
import { installsFromContext, pipInstalls } from '../rules-support/pip';
import { actionsOf, projectFileOf } from '../rules-support/python-tools';
import { bottomStage, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The project requires another version of Python',
  category: 'reliability',
  wrong: '`requires-python` does not allow the Python of this image.',
  why: 'The install reads that line of `pyproject.toml` and stops.',
  remedy: 'Choose a base image whose Python the project allows.',
  recordings: [],
};

export default defineRule({
  id: 'python-outside-required-range',
  part: 'projects',
  severity: 'error',
  codes: {},
  check(build) {
    const project = projectFileOf(build);
    if (project === null || project === 'absent' || project.requiresPython === null) return [];
    const wanted = project.requiresPython;
    const seen = new Set<number>();
    return runs(build, 'pip', 'poetry').flatMap((run) => {
      const installsProject = pipInstalls(run.commands).some(
        (pip) =>
          pip.tool === 'pip' && installsFromContext(pip) && pip.operands.some((word) => /^\.(?:\[|$)/.test(word.text)),
      );
      if (!installsProject && actionsOf(run, 'poetry', 'install').length === 0) return [];
      const stage = bottomStage(build, run.stage);
      const minor = stage.profile.python;
      if (minor === null || seen.has(stage.index) || imageOf(stage)?.reference.repository !== 'python') return [];
      // The last number of the version is not known: only a minor version that is wrong throughout counts.
      if (meetsSpecifier(`${minor}.0`, wanted) || meetsSpecifier(`${minor}.99`, wanted)) return [];
      if (!/^(?:[<>]=?|~=)\s*\d+\.\d+(?:\.\d+)?(?:\s*,\s*[<>]=?\s*\d+(?:\.\d+)*)*$/.test(wanted)) return [];
      seen.add(stage.index);
      return [
        {
          range: stage.from.image.range,
          stage: stage.index,
          wrong: `The image has Python ${minor}, and the project requires \`${wanted}\`.`,
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A base image with an older Python',
    bad: 'FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir .\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir .\n',
    files: { 'pyproject.toml': '[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.12"\n' },
    fires: ['python:3.11-slim'],
  },
];
