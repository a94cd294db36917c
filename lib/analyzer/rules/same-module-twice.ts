import type { Requirement } from '../python/types';
import { allRequirements, askingSteps } from '../rules-support/requirements';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Distributions that install one and the same module, each with what it is called. */
const rivals: readonly { readonly module: string; readonly names: readonly string[] }[] = [
  { module: 'psycopg2', names: ['psycopg2', 'psycopg2-binary'] },
  {
    module: 'cv2',
    names: ['opencv-python', 'opencv-python-headless', 'opencv-contrib-python', 'opencv-contrib-python-headless'],
  },
  { module: 'Crypto', names: ['pycrypto', 'pycryptodome'] },
  { module: 'jwt', names: ['pyjwt', 'jwt'] },
  { module: 'serial', names: ['pyserial', 'serial'] },
  { module: 'PIL', names: ['pillow', 'pillow-simd'] },
  { module: 'magic', names: ['python-magic', 'python-magic-bin', 'file-magic'] },
  { module: 'slugify', names: ['python-slugify', 'slugify'] },
  { module: 'tensorflow', names: ['tensorflow', 'tensorflow-cpu'] },
  { module: 'onnxruntime', names: ['onnxruntime', 'onnxruntime-gpu'] },
];

const rivalOf = new Map(rivals.flatMap((group) => group.names.map((name) => [name, group] as const)));

/** The requirements that bring a module which an earlier one has brought. */
function repeated(requirements: readonly Requirement[]): readonly { again: Requirement; text: string }[] {
  const first = new Map<string, string>();
  return requirements.flatMap((requirement) => {
    const { name, marker } = requirement;
    const group = name === null ? undefined : rivalOf.get(name);
    if (name === null || group === undefined || marker !== null) return [];
    const before = first.get(group.module);
    if (before === undefined) first.set(group.module, name);
    if (before === undefined || before === name) return [];
    return [{ again: requirement, text: `\`${before}\` and \`${name}\` both install the module \`${group.module}\`.` }];
  });
}

export const texts: RuleTexts = {
  title: 'Two packages install the same module',
  category: 'reliability',
  wrong: 'An earlier requirement installs the same module as this one.',
  why: 'The package that is installed last overwrites the files of the other, and the order is not fixed. Removing either breaks both.',
  remedy: 'Keep only one of the two.',
  recordings: [],
};

export default defineRule({
  id: 'same-module-twice',
  part: 'packages',
  severity: 'warning',
  codes: {},
  check(build) {
    if (!allRequirements(build).some(({ name }) => rivalOf.has(name ?? ''))) return [];
    const seen = new Set<string>();
    return askingSteps(build).flatMap(({ stage, step }) =>
      repeated(step.requirements).flatMap(({ again: { file, range }, text }) => {
        const key = `${file}:${range.start}`;
        if (seen.has(key)) return [];
        seen.add(key);
        return [{ range, file, stage: stage.index, wrong: text }];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One module as a wheel and as source',
    bad: 'FROM python:3.13\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    good: 'FROM python:3.13\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
    files: { 'requirements.txt': 'psycopg2==2.9.10\npsycopg2-binary==2.9.10\n' },
    goodFiles: { 'requirements.txt': 'psycopg2==2.9.10\n' },
    fires: ['psycopg2-binary==2.9.10'],
  },
];
