import { replaceText } from '../rules-support/edits';
import { keepsOutOfLayer } from '../rules-support/mounts';
import { pythonName } from '../rules-support/pip';
import { calls } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const lock = /(?:^|\/)(?:(?:uv|poetry|pdm)\.lock|pylock(?:\..*)?\.toml|Pipfile\.lock)$/;

export const texts: RuleTexts = {
  title: 'setup.py installs the project',
  category: 'reliability',
  wrong: '`python setup.py install` is a deprecated way to install a package.',
  why: 'It fetches dependencies without pip and its options, and a later setuptools may remove it.',
  remedy: 'Use `pip install .`.',
  recordings: [],
};

export default defineRule({
  id: 'setup-py-install',
  part: 'packages',
  severity: 'warning',
  codes: {},
  check(build) {
    return calls(build, pythonName).flatMap(({ program, programRange, words, run }) => {
      const [script, action] = words;
      if (script?.text !== 'setup.py' || (action?.text !== 'install' && action?.text !== 'develop')) return [];
      const range = { start: programRange.start, end: action.range.end };
      // Where a lock or another user is at hand, pip raises questions of its own.
      const isSimple = run.step.before.user === 'root' && !build.project.files.some(({ path }) => lock.test(path));
      const isPlain = action.text === 'install' && words.length === 2 && isSimple;
      const option = keepsOutOfLayer(run.instruction, '/root/.cache/pip') ? '' : ' --no-cache-dir';
      const replacement = `${program} -m pip install${option} .`;
      const fix = {
        title: 'Write pip install .',
        safety: 'review' as const,
        edits: [replaceText(build, range, replacement)],
      };
      return [{ range, stage: run.stage.index, ...(isPlain ? { fix } : {}) }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An install by setup.py',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN python setup.py install\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir .\n',
    files: { 'setup.py': 'from setuptools import setup\nsetup(name="app")\n' },
    fires: ['python setup.py install'],
  },
];
