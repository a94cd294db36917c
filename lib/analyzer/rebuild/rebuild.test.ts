import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog, makeProject, today, walk } from '../build/testing/project';
import type { BuildOptions } from '../build/types';
import { walkBuild } from '../build/walk-build';
import { parseDockerfile } from '../syntax/parse';
import { predictRebuild, type RebuildOptions } from './rebuild';

type Files = Readonly<Record<string, string>>;

const sources: Files = { 'requirements.txt': 'pika==1.3.2\n', 'src/main.py': 'import pika\n', 'README.md': 'Notes\n' };

const single = [
  'FROM python:3.13-slim',
  'ARG VERSION=1',
  'WORKDIR /app',
  'COPY requirements.txt .',
  'RUN pip install -r requirements.txt',
  'ENV MODE=fast',
  'COPY src/ .',
  'RUN python -m compileall .',
  'EXPOSE 8000',
  'CMD ["python", "main.py"]',
];

const staged = [
  'FROM python:3.13-slim AS build',
  'COPY requirements.txt .',
  'RUN pip wheel -w /wheels -r requirements.txt',
  'COPY src /src',
  'FROM python:3.13-slim',
  'COPY --from=build /wheels /wheels',
  'RUN pip install /wheels/*',
  'COPY --from=build /src/main.py .',
];

const ending = ['FROM python:3.13-slim', 'COPY --from=one /1 /1', 'COPY --from=two /2 /2'];

interface Case {
  readonly why: string;
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly filesBefore?: Files;
  readonly filesAfter?: Files;
  readonly walkOptions?: Partial<BuildOptions>;
  readonly options?: RebuildOptions;
  /** Ids of the steps that run. */
  readonly runs: readonly string[];
  readonly reason?: string;
}

const everything = ['0:2', '0:3', '0:4', '0:6', '0:7'];

const cases: readonly Case[] = [
  { why: 'nothing runs where nothing changed', runs: [] },
  {
    why: 'an edit runs what takes it in and all after it',
    filesAfter: { ...sources, 'src/main.py': 'import pymongo\n' },
    runs: ['0:6', '0:7'],
    reason: 'COPY in line 7 takes in `src/main.py`, which changed.',
  },
  {
    why: 'a new file in a copied folder counts',
    filesAfter: { ...sources, 'src/other.py': '' },
    runs: ['0:6', '0:7'],
    reason: 'COPY in line 7 takes in `src/other.py`, new in the context.',
  },
  {
    why: 'a file that has gone counts',
    filesBefore: { ...sources, 'src/other.py': '' },
    runs: ['0:6', '0:7'],
    reason: 'COPY in line 7 no longer finds `src/other.py`.',
  },
  { why: 'a file that nothing copies does not', filesAfter: { ...sources, 'README.md': 'More\n' }, runs: [] },
  {
    why: 'labels, ports and the start command change no step',
    after: [...single.slice(0, 8), 'LABEL a=b', 'EXPOSE 80', 'USER nobody', 'CMD ["true"]'],
    runs: [],
  },
  {
    why: 'ENV runs the RUN after it again, not the COPY',
    after: single.with(5, 'ENV MODE=slow'),
    runs: ['0:7'],
    reason: 'RUN in line 8 runs with another value of the variable `MODE`.',
  },
  {
    why: 'a build argument counts for every RUN after it, used or not',
    walkOptions: { buildArguments: { VERSION: '2' } },
    runs: ['0:4', '0:6', '0:7'],
    reason:
      'RUN in line 5 runs with another value of the build argument `VERSION`, which counts even where it is not used.',
  },
  {
    why: 'a proxy that no ARG declares does not',
    walkOptions: { buildArguments: { HTTP_PROXY: 'http://proxy.invalid' } },
    runs: [],
  },
  {
    why: 'one that an ARG declares is a variable like any other',
    walkOptions: { buildArguments: { HTTP_PROXY: 'http://proxy.invalid' } },
    before: single.with(1, 'ARG HTTP_PROXY'),
    after: single.with(1, 'ARG HTTP_PROXY'),
    runs: ['0:4', '0:6', '0:7'],
  },
  {
    why: 'blanks after RUN and comments do not count',
    after: single.with(4, '# The packages\nRUN    pip install -r requirements.txt'),
    runs: [],
  },
  {
    why: 'a comment within a continuation does not count',
    before: single.with(4, 'RUN pip install \\\n  -r requirements.txt'),
    after: single.with(4, 'RUN pip install \\\n# all of them\n  -r requirements.txt'),
    runs: [],
  },
  {
    why: 'blanks within the command count',
    after: single.with(4, 'RUN pip  install -r requirements.txt'),
    runs: ['0:4', '0:6', '0:7'],
    reason: 'RUN in line 5 has another command than before.',
  },
  {
    why: 'the user counts for RUN alone',
    after: [...single.slice(0, 6), 'USER nobody', ...single.slice(6)],
    runs: ['0:8'],
    reason: 'RUN in line 9 runs as `nobody`, not as `root` as before.',
  },
  {
    why: 'another working directory runs all',
    after: single.with(2, 'WORKDIR /srv'),
    runs: everything,
    reason: 'WORKDIR in line 3 sets `/srv`, another folder than before.',
  },
  {
    why: 'another base image runs all',
    after: single.with(0, 'FROM python:3.12-slim'),
    runs: everything,
    reason: 'WORKDIR in line 3 starts from another base image than before.',
  },
  { why: 'so does another image under the same tag', options: { newBaseImages: true }, runs: everything },
  {
    why: 'without the cache everything runs',
    options: { noCache: true },
    runs: everything,
    reason: 'WORKDIR in line 3 runs because nothing is taken from the cache.',
  },
  {
    why: 'a step inserted runs all after it',
    after: [...single.slice(0, 3), 'RUN true', ...single.slice(3)],
    runs: ['0:3', '0:4', '0:5', '0:7', '0:8'],
  },
  {
    why: 'a step taken out of the end runs nothing',
    after: single.toSpliced(7, 1),
    runs: [],
  },
  {
    why: 'downloaded wheels are the same wheels: what copies them is cached although their step ran',
    before: staged,
    after: staged.with(1, 'COPY requirements.txt README.md ./'),
    runs: ['0:1', '0:2', '0:3'],
  },
  {
    why: 'an installed environment holds the time of its bytecode: what copies it runs again',
    before: staged.with(2, 'RUN pip install --prefix=/wheels -r requirements.txt'),
    after: staged
      .with(2, 'RUN pip install --prefix=/wheels -r requirements.txt')
      .with(1, 'COPY requirements.txt README.md ./'),
    runs: ['0:1', '0:2', '0:3', '1:1', '1:2', '1:3'],
  },
  {
    why: 'without bytecode it does not',
    before: staged.with(2, 'RUN pip install --no-compile --prefix=/wheels -r requirements.txt'),
    after: staged
      .with(2, 'RUN pip install --no-compile --prefix=/wheels -r requirements.txt')
      .with(1, 'COPY requirements.txt README.md ./'),
    runs: ['0:1', '0:2', '0:3'],
  },
  {
    why: 'a file taken from a stage counts by its own content',
    before: staged,
    after: staged,
    filesAfter: { ...sources, 'src/other.py': '' },
    runs: ['0:3'],
  },
  {
    why: 'a digest of what has not changed is the same digest',
    before: [
      'FROM python:3.13-slim AS digest',
      'COPY src/main.py .',
      'RUN sha256sum < /etc/debian_version > table.txt',
      'FROM python:3.13-slim',
      'COPY --from=digest /table.txt .',
    ],
    after: [
      'FROM python:3.13-slim AS digest',
      'COPY src/main.py .',
      'RUN sha256sum < /etc/debian_version > table.txt',
      'FROM python:3.13-slim',
      'COPY --from=digest /table.txt .',
    ],
    filesAfter: { ...sources, 'src/main.py': 'import pymongo\n' },
    runs: ['0:1', '0:2'],
  },
  {
    why: 'the root is no working directory to be made',
    before: ['FROM python:3.13-slim', 'WORKDIR /', 'RUN echo one'],
    after: ['FROM python:3.13-slim', 'RUN echo one'],
    runs: [],
  },
  {
    why: 'renaming a stage changes nothing',
    before: staged,
    after: staged.map((line) => line.replace('AS build', 'AS wheels').replace('from=build', 'from=wheels')),
    runs: [],
  },
  {
    why: 'a step of another stage with the same start and command is the same step',
    before: staged,
    after: ['FROM python:3.13-slim AS other', ...staged.slice(1, 3)],
    runs: [],
  },
  {
    why: 'COPY --link does not depend on what is below it',
    before: ['FROM python:3.13-slim', 'RUN echo one', 'COPY --link src /src', 'RUN true'],
    after: ['FROM python:3.13-slim', 'RUN echo two', 'COPY --link src /src', 'RUN true'],
    runs: ['0:1', '0:3'],
  },
  {
    why: 'what the first build never reached is not in the cache',
    before: [...single.slice(0, 4), 'RUN gcc --version', ...single.slice(4)],
    after: single,
    runs: ['0:4', '0:6', '0:7'],
  },
  {
    why: 'what the second build does not reach does not run',
    after: [...single.slice(0, 4), 'RUN gcc --version', ...single.slice(4)],
    runs: ['0:4'],
  },
  {
    why: 'another target runs what it needs and the cache lacks',
    before: ['FROM python:3.13-slim AS one', 'RUN echo one', 'FROM one AS two', 'RUN echo two'],
    after: ['FROM python:3.13-slim AS one', 'RUN echo one', 'FROM one AS two', 'RUN echo two'],
    walkOptions: { target: 'one' },
    runs: [],
  },
  {
    why: 'a mode counts, as the heredoc of a COPY does',
    before: ['FROM python:3.13-slim', 'COPY <<EOF /etc/motd', 'one', 'EOF', 'RUN true'],
    after: ['FROM python:3.13-slim', 'COPY <<EOF /etc/motd', 'two', 'EOF', 'RUN true'],
    runs: ['0:1', '0:2'],
  },
  {
    why: 'a wheel that is compiled anew is another wheel, though its requirement is the same',
    before: [
      'FROM python:3.13 AS build',
      'COPY requirements.txt .',
      'RUN pip wheel -w /wheels psycopg2==2.9.10',
      'FROM python:3.13-slim',
      'COPY --from=build /wheels /wheels',
    ],
    after: [
      'FROM python:3.13 AS build',
      'COPY requirements.txt .',
      'RUN pip wheel -w /wheels psycopg2==2.9.10',
      'FROM python:3.13-slim',
      'COPY --from=build /wheels /wheels',
    ],
    filesAfter: { ...sources, 'requirements.txt': 'pika==1.3.2\n# edited\n' },
    runs: ['0:1', '0:2', '1:1'],
  },
  {
    why: 'what ONBUILD of the stage below copies decides over all that follows its FROM',
    before: ['FROM python:3.13-slim AS base', 'WORKDIR /app', 'ONBUILD COPY src/ .', 'FROM base', 'RUN echo done'],
    after: ['FROM python:3.13-slim AS base', 'WORKDIR /app', 'ONBUILD COPY src/ .', 'FROM base', 'RUN echo done'],
    filesAfter: { 'src/main.py': 'import pika  # edited\n' },
    runs: ['1:1'],
  },
  {
    why: 'so does what its ONBUILD says',
    before: ['FROM python:3.13-slim AS base', 'ONBUILD RUN echo one', 'FROM base', 'RUN echo done'],
    after: ['FROM python:3.13-slim AS base', 'ONBUILD RUN echo two', 'FROM base', 'RUN echo done'],
    runs: ['1:1'],
  },
  {
    why: 'stages in another order change nothing',
    before: [
      'FROM python:3.13-slim AS one',
      'RUN echo 1 > /1',
      'FROM python:3.13-slim AS two',
      'RUN echo 2 > /2',
      ...ending,
    ],
    after: [
      'FROM python:3.13-slim AS two',
      'RUN echo 2 > /2',
      'FROM python:3.13-slim AS one',
      'RUN echo 1 > /1',
      ...ending,
    ],
    runs: [],
  },
];

const write = (lines: readonly string[]) => `${lines.join('\n')}\n`;

describe('predictRebuild', () => {
  it.each(cases)('$why', (entry) => {
    const before = walk(write(entry.before ?? single), entry.filesBefore ?? sources);
    const after = walk(write(entry.after ?? single), entry.filesAfter ?? sources, entry.walkOptions);
    const rebuild = predictRebuild(before, after, entry.options);
    const runs = rebuild.steps.filter(({ outcome }) => outcome === 'again');
    expect(runs.map(({ step }) => `${step.stage}:${step.index}`)).toEqual(entry.runs);
    for (const { reason } of runs) expect(reason).toMatch(/^\w.*[^.]$/s);
    if (entry.reason !== undefined) expect(rebuild.reason).toBe(entry.reason);
    if (entry.runs.length === 0) expect(rebuild.reason).toBeNull();
  });

  it('counts where a link in a copied folder leads, and the content of one that is copied by its name', () => {
    const lead = (target: string, source: string) => {
      const text = write(['FROM python:3.13-slim', `COPY ${source} /copied`]);
      const one = { path: 'd/one', text: 'same\n' };
      const project = { ...makeProject(text), files: [{ path: 'Dockerfile', text }, one, { ...one, path: 'd/two' }] };
      const linked = { ...project, files: [...project.files, { ...one, path: 'd/link', link: target }] };
      return walkBuild(linked, parseDockerfile(text), { catalog, today });
    };
    const outcomeOf = (source: string) =>
      predictRebuild(lead('one', source), lead('two', source)).steps.map(({ outcome }) => outcome);
    expect(outcomeOf('d')).toEqual(['again']);
    expect(outcomeOf('d/link')).toEqual(['cached']);
  });

  it('finds every step of a build in its own cache, whatever its lines', () => {
    const line = fc.constantFrom(
      ...single.slice(1),
      ...staged.slice(1, 4),
      'RUN echo a > /a && cp /a /b',
      'ENV A=$MODE',
      'USER nobody',
      'COPY . .',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = write(['FROM python:3.13-slim', ...lines]);
        const rebuild = predictRebuild(walk(text, sources), walk(text, sources));
        const failure = walk(text, sources).failures.some(({ when }) => when === 'build');
        if (!failure) expect(rebuild.steps.every(({ outcome }) => outcome === 'cached')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
