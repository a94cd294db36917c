import { describe, expect, it } from 'vitest';
import { analyze } from '@/lib/analyzer/index';
import { readCatalog } from '@/lib/content/catalog';
import { readLesson } from '@/lib/content/lessons';
import { overlayFiles } from '@/lib/lessons/files';
import { evaluateGoals } from '@/lib/lessons/goals';

/** Changes to a lesson's solution: whole files, by path; `null` removes one. */
type Answer = Readonly<Record<string, string | null>>;

/** Ids of the goals that an answer misses. */
function missed(name: string, answer: Answer): readonly string[] {
  const lesson = readLesson('queue-consumer', name);
  if (lesson === undefined) throw new Error(`there is no lesson ${name}`);
  const removed = Object.keys(answer).filter((path) => answer[path] === null);
  const changed = Object.entries(answer).flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
  const project = { ...lesson.solution, files: overlayFiles(lesson.solution.files, changed, removed) };
  const analysis = analyze(project, { catalog: readCatalog(), today: '2026-11-21' });
  return evaluateGoals(lesson.meta.goals, analysis)
    .filter((result) => !result.met)
    .map((result) => result.goal.id);
}

const dockerfile = (...lines: readonly string[]): Answer => ({ Dockerfile: `${lines.join('\n')}\n` });

const environment = ['WORKDIR /app', 'RUN python3 -m venv /opt/venv', 'ENV PATH="/opt/venv/bin:$PATH"'];
const requirements = ['COPY requirements.txt .', 'RUN pip install --no-cache-dir -r requirements.txt'];
const program = ['COPY src/main.py main.py', 'CMD ["python", "main.py"]'];
const leanApt =
  'RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv && rm -rf /var/lib/apt/lists/*';

describe('lesson one', () => {
  it.each<[string, Answer]>([
    [
      "keeps apt's pip, without what it recommends",
      dockerfile(
        'FROM ubuntu:24.04',
        'RUN apt-get update && apt-get install --no-install-recommends -y python3 python3-pip python3-venv && rm -rf /var/lib/apt/lists/*',
        ...environment,
        ...requirements,
        ...program,
      ),
    ],
    [
      'switches recommends off by an option of apt',
      dockerfile(
        'FROM ubuntu:24.04',
        'RUN apt-get update && apt-get -o APT::Install-Recommends=false install -y python3 python3-venv && rm -rf /var/lib/apt/lists/*',
        ...environment,
        ...requirements,
        ...program,
      ),
    ],
    [
      'writes the commands into a heredoc',
      dockerfile(
        'FROM ubuntu:24.04',
        'RUN <<EOF',
        'set -e',
        'apt-get update',
        'apt-get install -y --no-install-recommends python3 python3-venv',
        'rm -rf /var/lib/apt/lists/*',
        'EOF',
        ...environment,
        ...requirements,
        ...program,
      ),
    ],
    [
      'names the requirements in the Dockerfile',
      dockerfile(
        'FROM ubuntu:24.04',
        leanApt,
        ...environment,
        'RUN pip install --no-cache-dir pika==1.3.2 pymongo==4.10.1 structlog==24.4.0',
        ...program,
      ),
    ],
    [
      'gives the production requirements a file of their own',
      {
        'requirements.txt': '-r production.txt\nblack==24.8.0\nisort==5.13.2\nautoflake==2.3.1\n',
        'production.txt': 'pika==1.3.2\npymongo==4.10.1\nstructlog==24.4.0\n',
        ...dockerfile(
          'FROM ubuntu:24.04',
          leanApt,
          ...environment,
          'COPY production.txt .',
          'RUN pip install --no-cache-dir -r production.txt',
          ...program,
        ),
      },
    ],
  ])('passes an answer that %s', (_, answer) => {
    expect(missed('01-ubuntu', answer)).toEqual([]);
  });

  it.each<[string, Answer, readonly string[]]>([
    [
      'removes the lists in a RUN of its own',
      dockerfile(
        'FROM ubuntu:24.04',
        'RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv',
        'RUN rm -rf /var/lib/apt/lists/*',
        ...environment,
        ...requirements,
        ...program,
      ),
      ['no-lists', 'production-only'],
    ],
    [
      'uninstalls the tools in a RUN of its own',
      {
        'requirements.txt':
          'pika==1.3.2\npymongo==4.10.1\nstructlog==24.4.0\nblack==24.8.0\nisort==5.13.2\nautoflake==2.3.1\n',
        ...dockerfile(
          'FROM ubuntu:24.04',
          leanApt,
          ...environment,
          ...requirements,
          'RUN pip uninstall -y black isort autoflake',
          ...program,
        ),
      },
      ['production-only'],
    ],
    [
      'removes a requirement that the program imports',
      { 'requirements.txt': 'pika==1.3.2\npymongo==4.10.1\n' },
      ['works'],
    ],
    [
      'installs into the Python of Ubuntu',
      dockerfile('FROM ubuntu:24.04', leanApt, 'WORKDIR /app', ...requirements, ...program),
      ['works'],
    ],
    [
      'forgets the program',
      dockerfile('FROM ubuntu:24.04', leanApt, ...environment, ...requirements, 'CMD ["python", "main.py"]'),
      ['works'],
    ],
  ])('does not pass an answer that %s', (_, answer, goals) => {
    expect(missed('01-ubuntu', answer)).toEqual(goals);
  });
});

describe('lesson two', () => {
  const ignored = '.git\n.venv\nrequirements-dev.txt\nDockerfile\n.dockerignore\n';

  it.each<[string, Answer]>([
    ['uses Alpine', dockerfile('FROM python:3.13-alpine', ...environment, ...requirements, ...program)],
    [
      'names the release of Debian',
      dockerfile('FROM python:3.13-slim-trixie', ...environment, ...requirements, ...program),
    ],
    ['goes without an environment', dockerfile('FROM python:3.13-slim', 'WORKDIR /app', ...requirements, ...program)],
    [
      'keeps COPY . . and ignores the rest',
      {
        '.dockerignore': ignored,
        ...dockerfile(
          'FROM python:3.13-slim',
          ...environment,
          ...requirements,
          'COPY . .',
          'CMD ["python", "src/main.py"]',
        ),
      },
    ],
    [
      'copies the folder of sources, and has no ignore file',
      {
        '.dockerignore': null,
        ...dockerfile(
          'FROM python:3.13-slim',
          ...environment,
          ...requirements,
          'COPY src/ src/',
          'CMD ["python", "src/main.py"]',
        ),
      },
    ],
    [
      'binds the requirements instead of copying them',
      dockerfile(
        'FROM python:3.13-slim',
        ...environment,
        'RUN --mount=type=bind,source=requirements.txt,target=requirements.txt pip install --no-cache-dir -r requirements.txt',
        ...program,
      ),
    ],
  ])('passes an answer that %s', (_, answer) => {
    expect(missed('02-slim', answer)).toEqual([]);
  });

  it.each<[string, Answer, readonly string[]]>([
    [
      'changes the base only',
      {
        '.dockerignore': null,
        ...dockerfile(
          'FROM python:3.13-slim',
          ...environment,
          'COPY . .',
          ...requirements.slice(1),
          'CMD ["python", "src/main.py"]',
        ),
      },
      ['quick-edit', 'quiet-files', 'only-what-is-needed'],
    ],
    [
      'ignores, and still copies before it installs',
      {
        '.dockerignore': ignored,
        ...dockerfile(
          'FROM python:3.13-slim',
          ...environment,
          'COPY . .',
          ...requirements.slice(1),
          'CMD ["python", "src/main.py"]',
        ),
      },
      ['quick-edit'],
    ],
    [
      'removes the local environment in a later layer',
      {
        '.dockerignore': null,
        ...dockerfile(
          'FROM python:3.13-slim',
          ...environment,
          ...requirements,
          'COPY . .',
          'RUN rm -rf .git .venv',
          'CMD ["python", "src/main.py"]',
        ),
      },
      ['quick-edit', 'quiet-files', 'only-what-is-needed'],
    ],
    ['ignores the program', { '.dockerignore': 'src\n' }, ['works']],
    [
      'starts what is not there',
      dockerfile(
        'FROM python:3.13-slim',
        ...environment,
        ...requirements,
        'COPY src/main.py main.py',
        'CMD ["python", "src/main.py"]',
      ),
      ['works'],
    ],
    [
      'takes a slim base without Python',
      dockerfile('FROM debian:trixie-slim', ...environment, ...requirements, ...program),
      ['works', 'small-base'],
    ],
  ])('does not pass an answer that %s', (_, answer, goals) => {
    expect(missed('02-slim', answer)).toEqual(goals);
  });
});

describe('lesson three', () => {
  const compile =
    'RUN apt-get update && apt-get install -y --no-install-recommends build-essential libsnappy-dev && rm -rf /var/lib/apt/lists/*';
  const library =
    'RUN apt-get update && apt-get install -y --no-install-recommends libsnappy1v5 && rm -rf /var/lib/apt/lists/*';
  const build = ['FROM python:3.13-slim AS build', compile, ...environment, ...requirements];
  const path = 'ENV PATH="/opt/venv/bin:$PATH"';
  const copied = 'COPY --from=build /opt/venv /opt/venv';

  it.each<[string, Answer]>([
    [
      'gives the user a number only',
      dockerfile(
        ...build,
        'FROM python:3.13-slim',
        library,
        copied,
        path,
        'WORKDIR /app',
        'COPY src/main.py .',
        'USER 10001',
        'CMD ["python", "main.py"]',
      ),
    ],
    [
      'names the stage by its number',
      dockerfile(
        ...build,
        'FROM python:3.13-slim',
        library,
        'COPY --from=0 /opt/venv /opt/venv',
        'WORKDIR /app',
        'COPY src/main.py .',
        'USER nobody',
        'ENTRYPOINT ["/opt/venv/bin/python", "main.py"]',
      ),
    ],
    [
      'has both stages start from one that they share',
      dockerfile(
        'FROM python:3.13-slim AS base',
        'ENV PATH="/opt/venv/bin:$PATH"',
        'WORKDIR /app',
        'FROM base AS build',
        compile,
        'RUN python -m venv /opt/venv',
        ...requirements,
        'FROM base',
        library,
        copied,
        'COPY src/main.py .',
        'USER nobody',
        'CMD ["python", "main.py"]',
      ),
    ],
    [
      'compiles on the full image, which has a compiler',
      dockerfile(
        'FROM python:3.13 AS build',
        'RUN apt-get update && apt-get install -y --no-install-recommends libsnappy-dev && rm -rf /var/lib/apt/lists/*',
        ...environment,
        ...requirements,
        'FROM python:3.13-slim',
        library,
        copied,
        path,
        'WORKDIR /app',
        'COPY src/main.py .',
        'USER nobody',
        'CMD ["python", "main.py"]',
      ),
    ],
  ])('passes an answer that %s', (_, answer) => {
    expect(missed('03-multi-stage', answer)).toEqual([]);
  });

  it.each<[string, Answer, readonly string[]]>([
    [
      'forgets ENV PATH in the second stage',
      dockerfile(
        ...build,
        'FROM python:3.13-slim',
        library,
        copied,
        'WORKDIR /app',
        'COPY src/main.py .',
        'USER nobody',
        'CMD ["python", "main.py"]',
      ),
      ['works'],
    ],
    [
      'forgets the environment',
      dockerfile(
        ...build,
        'FROM python:3.13-slim',
        library,
        path,
        'WORKDIR /app',
        'COPY --from=build /app/requirements.txt .',
        'COPY src/main.py .',
        'USER nobody',
        'CMD ["python", "main.py"]',
      ),
      ['works'],
    ],
    [
      'purges the compiler in a later layer',
      dockerfile(
        'FROM python:3.13-slim',
        compile,
        ...environment,
        ...requirements,
        'RUN apt-get purge -y --auto-remove build-essential libsnappy-dev',
        'COPY src/main.py .',
        'USER nobody',
        'CMD ["python", "main.py"]',
      ),
      ['two-stages', 'no-compiler'],
    ],
    [
      'builds the second stage on the first',
      dockerfile(...build, 'FROM build', 'COPY src/main.py .', 'USER nobody', 'CMD ["python", "main.py"]'),
      ['no-compiler'],
    ],
    [
      'changes back to root',
      dockerfile(
        ...build,
        'FROM python:3.13-slim',
        library,
        copied,
        path,
        'WORKDIR /app',
        'COPY src/main.py .',
        'USER nobody',
        'USER root',
        'CMD ["python", "main.py"]',
      ),
      ['not-root'],
    ],
    [
      'drops the package that has to be compiled',
      { 'requirements.txt': 'pika==1.3.2\npymongo==4.10.1\nstructlog==24.4.0\n' },
      ['works'],
    ],
  ])('does not pass an answer that %s', (_, answer, goals) => {
    expect(missed('03-multi-stage', answer)).toEqual(goals);
  });
});
