import { pipInstalls } from '../rules-support/pip';
import { allRequirements, askingSteps } from '../rules-support/requirements';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'Some requirements have hashes and others have none',
  category: 'reliability',
  wrong: 'This line has no hash, and other lines of the file have one.',
  why: 'With one hash in the file, pip requires a hash for everything that it installs, and stops at the first line without.',
  remedy: 'Write the file again with `pip-compile --generate-hashes` or `uv pip compile --generate-hashes`.',
  recordings: [],
};

export default defineRule({
  id: 'hashes-incomplete',
  part: 'packages',
  severity: 'error',
  codes: {},
  check(build) {
    if (!allRequirements(build).some(({ hashed }) => hashed)) return [];
    const seen = new Set<string>();
    return askingSteps(build).flatMap(({ stage, step }) => {
      // uv checks the hashes that are there, and asks for no others.
      if (!pipInstalls(step.commands).some((pip) => pip.tool === 'pip')) return [];
      const hashed = new Set(step.requirements.filter((entry) => entry.hashed).map((entry) => entry.file));
      return step.requirements.flatMap(({ file, range, hashed: isHashed, kind }) => {
        const key = `${file}:${range.start}`;
        if (isHashed || kind !== 'name' || file === build.project.dockerfile || !hashed.has(file)) return [];
        if (seen.has(key)) return [];
        seen.add(key);
        return [{ range, file, stage: stage.index }];
      });
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One line was added by hand',
    bad: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    good: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    files: {
      'requirements.txt':
        'pika==1.3.2 --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000\npymongo==4.10.1\n',
    },
    goodFiles: { 'requirements.txt': 'pika==1.3.2\npymongo==4.10.1\n' },
    fires: ['pymongo==4.10.1'],
  },
];
