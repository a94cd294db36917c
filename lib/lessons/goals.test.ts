import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis, StageSummary } from '../analyzer/analysis';
import { exactly, nothing } from '../analyzer/estimate';
import { evaluateGoals } from './goals';
import { type Condition, condition } from './schema';

const stage: StageSummary = {
  index: 0,
  name: null,
  base: 'python:3.13-slim',
  profile: { distribution: 'debian', release: 'trixie', variant: 'slim', libc: 'glibc', python: '3.13' },
  needed: true,
  steps: [],
};

const range = { start: 0, end: 1 };

const analysis: Analysis = {
  ruleset: 'test',
  problems: [],
  findings: [],
  silenced: [],
  failures: [],
  score: { points: 80, letter: 'B', lost: [] },
  stages: [stage],
  target: 0,
  layers: [],
  size: { classic: exactly(150_000_000), containerd: nothing, compressed: nothing },
  kinds: [
    { kind: 'build-tools', label: 'gcc', bytes: exactly(175_000_000) },
    { kind: 'build-tools', label: 'make', bytes: exactly(2_000_000) },
  ],
  contents: {
    root: { name: 'image', kind: null, bytes: 0, step: null, children: [] },
    duplicated: [],
    deleted: [],
    unneeded: [],
  },
  pythonPackages: [
    { name: 'pika', version: '1.3.2', direct: true },
    { name: 'python-snappy', version: '0.6.1', direct: true },
  ],
  cold: nothing,
  rebuilds: [
    { path: 'src/main.py', steps: ['0:5', '0:6', '0:7'], seconds: nothing, reason: 'COPY . . takes it in.' },
    { path: 'README.md', steps: [], seconds: nothing, reason: null },
  ],
  unknown: [],
};

function evaluate(when: Condition, changes: Partial<Analysis> = {}) {
  const [result] = evaluateGoals([{ id: 'one', text: 'One.', when: [when] }], { ...analysis, ...changes });
  const [only] = result?.conditions ?? [];
  if (result === undefined || only === undefined) throw new Error('a goal with one condition has one result');
  expect(result.met).toBe(only.met);
  return only;
}

const failure = {
  code: 'command-not-found',
  when: 'start',
  message: 'python is not on the PATH',
  remedy: 'Set it.',
  range,
  stage: 0,
  line: 9,
} as const;

const finding = {
  rule: 'root-user',
  title: 'Runs as root',
  category: 'security',
  severity: 'warning',
  wrong: 'The container runs as root.',
  why: 'It need not.',
  remedy: 'Add USER.',
  file: 'Dockerfile',
  range,
  line: 4,
  stage: 0,
  saves: {},
  fix: null,
  codes: {},
} as const;

describe('conditions', () => {
  const cases: readonly (readonly [string, Condition, Partial<Analysis>, boolean, string])[] = [
    ['a build without problems', { kind: 'builds' }, {}, true, 'Nothing known stops the build or the start.'],
    [
      'a start that fails',
      { kind: 'builds' },
      { failures: [failure] },
      false,
      'The container does not start because of line 9: python is not on the PATH.',
    ],
    [
      'a step that fails',
      { kind: 'builds' },
      { failures: [{ ...failure, when: 'build' }] },
      false,
      'The build stops because of line 9: python is not on the PATH.',
    ],
    [
      'a failure in a stage that is not built',
      { kind: 'builds' },
      { failures: [failure], stages: [{ ...stage, needed: false }] },
      true,
      'Nothing known stops the build or the start.',
    ],
    [
      'a line that Docker refuses',
      { kind: 'builds' },
      { problems: [{ code: 'unknown-instruction', message: 'RUNN is no instruction.', range, fatal: true, line: 2 }] },
      false,
      'Line 2 cannot be read: RUNN is no instruction.',
    ],
    [
      'a problem that stops nothing',
      { kind: 'builds' },
      { problems: [{ code: 'x', message: 'Odd.', range, fatal: false, line: 2 }] },
      true,
      'Nothing known stops the build or the start.',
    ],
    [
      'a base of a wanted variant',
      { kind: 'base', variant: ['slim', 'alpine'], python: true },
      {},
      true,
      'The final image starts from python:3.13-slim, a slim image.',
    ],
    [
      'a base of another variant',
      { kind: 'base', variant: ['alpine'] },
      {},
      false,
      'The final image starts from python:3.13-slim, a slim image.',
    ],
    [
      'a slim base that has no Python',
      { kind: 'base', variant: ['slim'], python: true },
      { stages: [{ ...stage, base: 'debian:trixie-slim', profile: { ...stage.profile, python: null } }] },
      false,
      'The final image starts from debian:trixie-slim, a slim image, without Python.',
    ],
    ['a silent rule', { kind: 'silent', rule: 'root-user' }, {}, true, 'The rule root-user finds nothing.'],
    [
      'a rule that fires',
      { kind: 'silent', rule: 'root-user' },
      { findings: [finding] },
      false,
      'Line 4 of Dockerfile: The container runs as root.',
    ],
    [
      'a rule that is silent while another fires',
      { kind: 'silent', rule: 'no-pip-cache' },
      { findings: [finding] },
      true,
      'The rule no-pip-cache finds nothing.',
    ],
    [
      'a rule whose finding a comment silences',
      { kind: 'silent', rule: 'root-user' },
      { silenced: [{ rule: 'root-user', file: 'Dockerfile', line: 4 }] },
      false,
      'Line 4 of Dockerfile: what root-user finds is silenced, not mended.',
    ],
    [
      'a rule that fires in one place and is silenced in another',
      { kind: 'silent', rule: 'root-user' },
      { findings: [finding], silenced: [{ rule: 'root-user', file: 'Dockerfile', line: 1 }] },
      false,
      'Line 4 of Dockerfile: The container runs as root.',
    ],
    [
      'a rule that is silent while a comment silences another',
      { kind: 'silent', rule: 'root-user' },
      { silenced: [{ rule: 'no-pip-cache', file: 'Dockerfile', line: 4 }] },
      true,
      'The rule root-user finds nothing.',
    ],
    [
      'a size below',
      { kind: 'size-below', bytes: 200_000_000 },
      {},
      true,
      'The image is about 150 MB; the goal is below 200 MB.',
    ],
    [
      'a size that only reaches the bound',
      { kind: 'size-below', bytes: 150_000_000 },
      {},
      false,
      'The image is about 150 MB; the goal is below 150 MB.',
    ],
    [
      'an edit that runs too much again',
      { kind: 'rebuild', path: 'src/main.py', atMost: 1 },
      {},
      false,
      'Editing src/main.py runs 3 steps again; the goal is 1.',
    ],
    [
      'an edit that runs as much again as it may',
      { kind: 'rebuild', path: 'src/main.py', atMost: 3 },
      {},
      true,
      'Editing src/main.py runs 3 steps again; the goal is at most 3.',
    ],
    [
      'an edit that runs nothing again',
      { kind: 'rebuild', path: 'README.md', atMost: 0 },
      {},
      true,
      'Editing README.md runs no step again; the goal is none.',
    ],
    [
      'an edit of a file that is not there',
      { kind: 'rebuild', path: 'gone.py', atMost: 9 },
      {},
      false,
      'The project has no file gone.py.',
    ],
    [
      'too few stages',
      { kind: 'stages', atLeast: 2 },
      {},
      false,
      'The image is made from 1 stage; the goal is 2 or more.',
    ],
    [
      'a stage that nothing needs does not count',
      { kind: 'stages', atLeast: 2 },
      { stages: [stage, { ...stage, index: 1, needed: false }] },
      false,
      'The image is made from 1 stage; the goal is 2 or more.',
    ],
    [
      'stages enough',
      { kind: 'stages', atLeast: 2 },
      { stages: [stage, { ...stage, index: 1 }], target: 1 },
      true,
      'The image is made from 2 stages; the goal is 2 or more.',
    ],
    [
      'too much of a kind, summed up',
      { kind: 'without', bytes: 'build-tools', atMost: 176_000_000 },
      {},
      false,
      'The image holds about 177 MB of build tools; the goal is at most 176 MB.',
    ],
    [
      'nothing of a kind',
      { kind: 'without', bytes: 'caches', atMost: 0 },
      {},
      true,
      'The image holds no caches; the goal is none.',
    ],
    [
      'installed packages, under any spelling',
      { kind: 'installed', packages: ['Pika', 'python_snappy'] },
      {},
      true,
      'The image has Pika and python_snappy.',
    ],
    [
      'missing packages',
      { kind: 'installed', packages: ['pika', 'pymongo', 'structlog'] },
      {},
      false,
      'The image lacks pymongo and structlog.',
    ],
    [
      'packages that ought to be gone',
      { kind: 'not-installed', packages: ['black', 'pika'] },
      {},
      false,
      'The image still has pika.',
    ],
    [
      'packages that are gone',
      { kind: 'not-installed', packages: ['black', 'isort'] },
      {},
      true,
      'The image has no black or isort.',
    ],
    ['a score', { kind: 'score', atLeast: 80 }, {}, true, 'The score is 80; the goal is 80 or more.'],
    ['a score too low', { kind: 'score', atLeast: 81 }, {}, false, 'The score is 80; the goal is 81 or more.'],
  ];

  it.each(cases)('%s', (_, when, changes, met, now) => {
    expect(evaluate(when, changes)).toEqual({ condition: when, met, now });
  });

  it('has a case for every kind, both met and not', () => {
    for (const option of condition.options) {
      const kind = option.shape.kind.value;
      const outcomes = cases.filter(([, when]) => when.kind === kind).map(([, , , met]) => met);
      expect(new Set(outcomes), kind).toEqual(new Set([true, false]));
    }
  });
});

const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant<Condition>({ kind: 'builds' }),
  fc.record({ kind: fc.constant('size-below' as const), bytes: fc.integer({ min: 1, max: 2_000_000_000 }) }),
  fc.record({
    kind: fc.constant('rebuild' as const),
    path: fc.constantFrom('src/main.py', 'README.md', 'gone.py'),
    atMost: fc.nat(5),
  }),
  fc.record({ kind: fc.constant('silent' as const), rule: fc.constantFrom('root-user', 'no-pip-cache') }),
  fc.record({ kind: fc.constant('stages' as const), atLeast: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('score' as const), atLeast: fc.nat(100) }),
);

describe('goals', () => {
  it('are met exactly when all their conditions are', () => {
    fc.assert(
      fc.property(fc.array(anyCondition, { minLength: 1 }), (when) => {
        const [result] = evaluateGoals([{ id: 'one', text: 'One.', when }], analysis);
        expect(result?.met).toBe(result?.conditions.every((entry) => entry.met));
        expect(result?.conditions.map((entry) => entry.condition)).toEqual(when);
      }),
    );
  });

  it('are never met without an image, whatever they ask', () => {
    fc.assert(
      fc.property(fc.array(anyCondition, { minLength: 1 }), (when) => {
        const [result] = evaluateGoals([{ id: 'one', text: 'One.', when }], { ...analysis, target: null, stages: [] });
        expect(result?.met).toBe(false);
      }),
    );
  });

  it('say in a whole sentence what is the case', () => {
    fc.assert(
      fc.property(anyCondition, (when) => {
        expect(evaluate(when).now).toMatch(/^[A-Z].*[.]$/);
      }),
    );
  });

  it('stay met when the image gets smaller', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.nat(2_000_000_000), fc.integer({ min: 1 }), (one, other, bytes) => {
        const met = (size: number) =>
          evaluate({ kind: 'size-below', bytes }, { size: { ...analysis.size, classic: exactly(size) } }).met;
        expect(met(Math.min(one, other)) || !met(Math.max(one, other))).toBe(true);
      }),
    );
  });
});
