import { describe, expect, it } from 'vitest';
import { consumer, walk } from '../build/testing/project';
import { nothing } from '../estimate';
import { findReruns } from './reruns';

const multiStage = [
  'FROM python:3.13-slim AS builder', // 0
  'WORKDIR /app',
  'RUN python -m venv /opt/venv',
  'COPY requirements.txt .',
  'RUN /opt/venv/bin/pip install -r requirements.txt',
  'COPY src /src',
  'RUN /opt/venv/bin/python -m compileall /src',
  'FROM python:3.13-slim', // 1
  'WORKDIR /app',
  'COPY --from=builder /opt/venv /opt/venv',
  'ENV PATH=/opt/venv/bin:$PATH',
  'COPY src/main.py .',
  'CMD ["python", "main.py"]',
];

interface Case {
  readonly why: string;
  readonly dockerfile: readonly string[];
  readonly edit: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly runs: readonly string[];
}

const cases: readonly Case[] = [
  {
    why: 'everything after COPY . . runs again at every edit',
    dockerfile: [
      'FROM python:3.13-slim',
      'WORKDIR /app',
      'COPY . .',
      'RUN pip install -r requirements.txt',
      'CMD ["python", "src/main.py"]',
    ],
    edit: 'src/main.py',
    runs: ['0:2', '0:3'],
  },
  {
    why: 'a COPY of the requirements first spares the install',
    dockerfile: ['FROM python:3.13-slim', 'COPY requirements.txt .', 'RUN pip install -r requirements.txt', 'COPY . .'],
    edit: 'src/main.py',
    runs: ['0:3'],
  },
  {
    why: 'an edit of the requirements runs the install and all after it',
    dockerfile: ['FROM python:3.13-slim', 'COPY requirements.txt .', 'RUN pip install -r requirements.txt', 'COPY . .'],
    edit: 'requirements.txt',
    runs: ['0:1', '0:2', '0:3'],
  },
  {
    why: 'a file that no step takes in changes nothing',
    dockerfile: ['FROM python:3.13-slim', 'COPY requirements.txt .'],
    edit: 'src/main.py',
    runs: [],
  },
  {
    why: 'an ignored file changes nothing',
    dockerfile: ['FROM python:3.13-slim', 'COPY . .', 'RUN true'],
    files: { ...consumer, 'notes.md': '', '.dockerignore': '*.md\n' },
    edit: 'notes.md',
    runs: [],
  },
  {
    why: 'COPY . . takes in the Dockerfile itself',
    dockerfile: ['FROM python:3.13-slim', 'COPY . .', 'RUN true'],
    edit: 'Dockerfile',
    runs: ['0:1', '0:2'],
  },
  {
    why: 'unless it is ignored',
    dockerfile: ['FROM python:3.13-slim', 'COPY . .', 'RUN true'],
    files: { ...consumer, '.dockerignore': 'Dockerfile\n.dockerignore\n' },
    edit: 'Dockerfile',
    runs: [],
  },
  {
    why: 'a WORKDIR after the edit runs again, configuration never does',
    dockerfile: [
      'FROM python:3.13-slim',
      'COPY . /app',
      'ENV A=1',
      'WORKDIR /app',
      'EXPOSE 80',
      'LABEL a=b',
      'USER 1000',
      'RUN true',
      'CMD ["x"]',
    ],
    edit: 'src/main.py',
    runs: ['0:1', '0:3', '0:7'],
  },
  {
    why: 'a copied environment is cached when only the sources of its stage changed',
    dockerfile: multiStage,
    edit: 'src/main.py',
    // Compiling the sources is a command of unknown effect: it may have written into the environment.
    runs: ['0:5', '0:6', '1:2', '1:4'],
  },
  {
    why: 'a copied environment is cached when what ran again wrote elsewhere',
    dockerfile: multiStage.with(6, 'RUN chmod -R a+r /src'),
    edit: 'src/main.py',
    runs: ['0:5', '0:6', '1:4'],
  },
  {
    why: 'a new requirement goes through to the final stage',
    dockerfile: multiStage,
    edit: 'requirements.txt',
    runs: ['0:3', '0:4', '0:5', '0:6', '1:2', '1:4'],
  },
  {
    why: 'a stage that the target does not need does not run',
    dockerfile: [
      'FROM python:3.13-slim AS test',
      'COPY . .',
      'RUN true',
      'FROM python:3.13-slim',
      'COPY requirements.txt .',
    ],
    edit: 'src/main.py',
    runs: [],
  },
  {
    why: 'a stage built on one that missed runs whole',
    dockerfile: ['FROM python:3.13-slim AS one', 'COPY src .', 'FROM one', 'RUN true', 'COPY requirements.txt .'],
    edit: 'src/main.py',
    runs: ['0:1', '1:1', '1:2'],
  },
  {
    why: 'a file copied from a stage is followed by its path',
    dockerfile: [
      'FROM python:3.13-slim AS one',
      'COPY . /all/',
      'FROM python:3.13-slim',
      'COPY --from=one /all/requirements.txt .',
      'COPY --from=one /all/src /src',
      'RUN true',
    ],
    edit: 'src/main.py',
    runs: ['0:1', '1:2', '1:3'],
  },
  {
    why: 'a bind mount counts by what it holds',
    dockerfile: [
      'FROM python:3.13-slim',
      'RUN --mount=type=bind,source=requirements.txt,target=/r.txt pip install -r /r.txt',
      'RUN true',
    ],
    edit: 'requirements.txt',
    runs: ['0:1', '0:2'],
  },
  {
    why: 'a mounted stage counts by what may have changed in it',
    dockerfile: [
      'FROM python:3.13-slim AS one',
      'COPY src /src',
      'FROM python:3.13-slim',
      'RUN --mount=type=bind,from=one,source=/src,target=/mnt true',
      'RUN --mount=type=bind,from=one,source=/etc,target=/mnt true',
    ],
    edit: 'src/main.py',
    runs: ['0:1', '1:1', '1:2'],
  },
];

const reruns = ({ dockerfile, files = consumer, edit }: Omit<Case, 'runs' | 'why'>) =>
  findReruns(walk(`${dockerfile.join('\n')}\n`, files), [edit])[0] ?? { steps: [], reason: null, seconds: nothing };

describe('findReruns', () => {
  it.each(cases)('$why', (entry) => {
    expect(reruns(entry).steps.map((step) => `${step.stage}:${step.index}`)).toEqual(entry.runs);
  });

  it('says why the first step runs again, by its line', () => {
    expect(reruns({ dockerfile: multiStage, edit: 'requirements.txt' }).reason).toBe(
      'COPY in line 4 takes in `requirements.txt`, which changed.',
    );
    expect(reruns({ dockerfile: ['FROM python:3.13-slim'], edit: 'src/main.py' }).reason).toBeNull();
  });

  it('takes longer the more runs again', () => {
    const late = reruns({ dockerfile: multiStage, edit: 'src/main.py' }).seconds.likely;
    const early = reruns({ dockerfile: multiStage, edit: 'requirements.txt' }).seconds.likely;
    expect(early).toBeGreaterThan(late * 2);
  });
});
