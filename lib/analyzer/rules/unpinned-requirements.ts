import type { Requirement } from '../python/types';
import { hasOption } from '../rules-support/commands';
import { pipInstalls } from '../rules-support/pip';
import { allRequirements, askingSteps } from '../rules-support/requirements';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'A requirement leaves the version open',
  category: 'reproducibility',
  wrong: 'This requirement does not say which version to install.',
  why: 'Each build takes the newest version that is allowed on that day, so two builds of one commit can differ, and an old commit can stop working.',
  remedy: 'Pin the version with `==`.',
  recordings: [],
};

export default defineRule({
  id: 'unpinned-requirements',
  severity: 'warning',
  codes: {},
  check(build) {
    const isOpen = ({ file, kind, pinned, hashed }: Requirement) =>
      file !== build.project.dockerfile && kind === 'name' && pinned === null && !hashed;
    if (!allRequirements(build).some(isOpen)) return [];
    const seen = new Set<string>();
    return askingSteps(build)
      .filter(({ step }) => !pipInstalls(step.commands).some((pip) => hasOption(pip.options, '-c', '--constraint')))
      .flatMap(({ stage, step }) =>
        step.requirements.filter(isOpen).flatMap(({ file, range, name, specifier }) => {
          const key = `${file}:${range.start}`;
          if (seen.has(key)) return [];
          seen.add(key);
          return [
            {
              range,
              file,
              stage: stage.index,
              ...(specifier === ''
                ? { wrong: `\`${name}\` is named without a version.` }
                : {
                    severity: 'info' as const,
                    wrong: `\`${specifier}\` allows more than one version of \`${name}\`.`,
                  }),
            },
          ];
        }),
      );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Open and pinned requirements',
    bad: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    good: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    files: { 'requirements.txt': 'pika==1.3.2\npymongo\nstructlog>=24\n' },
    goodFiles: { 'requirements.txt': 'pika==1.3.2\npymongo==4.10.1\nstructlog==24.4.0\n' },
    fires: ['pymongo', 'structlog>=24'],
  },
];
