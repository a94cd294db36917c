import { describe, expect, it } from 'vitest';
import type { Project } from '../project';
import { consumer, walk } from './testing/project';

const flask = { 'requirements.txt': 'flask\n', 'app.py': 'from flask import Flask\n' };
const server = { 'requirements.txt': 'flask\ngunicorn\n', 'src/main.py': 'from flask import Flask\n' };

interface Case {
  readonly why: string;
  readonly dockerfile: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly bulk?: Project['bulk'];
  /** Code and the source text at its range. */
  readonly fails: readonly (readonly [string, string])[];
}

function report({ dockerfile, files = consumer, bulk = [] }: Case) {
  const text = `${dockerfile.join('\n')}\n`;
  return walk(text, files, {}, bulk).failures.map(({ code, range }) => [code, text.slice(range.start, range.end)]);
}

const building: readonly Case[] = [
  {
    why: 'a source that the context does not hold',
    dockerfile: ['FROM python:3.13-slim', 'COPY missing.py /app/'],
    fails: [['missing-source', 'missing.py']],
  },
  {
    why: 'a source that .dockerignore leaves out',
    dockerfile: ['FROM python:3.13-slim', 'COPY requirements.txt src/main.py /app/'],
    files: { ...consumer, '.dockerignore': 'src\n' },
    fails: [['missing-source', 'src/main.py']],
  },
  {
    why: 'a folder of which everything is left out',
    dockerfile: ['FROM python:3.13-slim', 'COPY src /app/'],
    files: { ...consumer, '.dockerignore': '**/*.py\n' },
    fails: [['missing-source', 'src']],
  },
  {
    why: 'a stage number that does not exist',
    dockerfile: ['FROM python:3.13-slim', 'COPY --from=1 /app /app'],
    fails: [['unknown-stage', '--from=1']],
  },
  {
    why: 'a path that the other stage does not have',
    dockerfile: [
      'FROM python:3.13-slim AS builder',
      'RUN python -m venv /opt/venv',
      'FROM python:3.13-slim',
      'COPY --from=builder /opt/env /opt/env',
    ],
    fails: [['missing-in-stage', '/opt/env']],
  },
  {
    why: 'a base without a name',
    dockerfile: ['ARG BASE', 'FROM $BASE'],
    fails: [['unresolved-base', '$BASE']],
  },
  {
    why: 'pip into the system Python of Ubuntu 24.04',
    dockerfile: ['FROM ubuntu:24.04', 'RUN apt-get update && apt-get install -y python3-pip', 'RUN pip install flask'],
    fails: [['externally-managed', 'pip install flask']],
  },
  {
    why: 'pip into the system Python of Debian 12, run as a module',
    dockerfile: [
      'FROM debian:12-slim',
      'RUN apt-get update && apt-get install -y python3-pip && python3 -m pip install --user flask',
    ],
    fails: [['externally-managed', 'python3 -m pip install --user flask']],
  },
  {
    why: 'python where only python3 is installed',
    dockerfile: [
      'FROM debian:trixie-slim',
      'RUN apt-get update && apt-get install -y python3',
      'RUN python -c "print(1)"',
    ],
    fails: [['command-not-found', 'python']],
  },
  {
    why: 'pip where python3-pip is not installed',
    dockerfile: [
      'FROM debian:trixie-slim',
      'RUN apt-get update && apt-get install -y python3',
      'RUN pip3 install flask',
    ],
    fails: [['command-not-found', 'pip3']],
  },
  {
    why: 'curl on a slim image',
    dockerfile: ['FROM python:3.13-slim', 'RUN curl -fsSL https://example.org/install -o /install'],
    fails: [['command-not-found', 'curl']],
  },
  {
    why: 'gcc on a slim image',
    dockerfile: ['FROM python:3.13-slim', 'RUN gcc -o /a /a.c'],
    fails: [['command-not-found', 'gcc']],
  },
  {
    why: 'apt-get on Alpine',
    dockerfile: ['FROM python:3.13-alpine', 'RUN apt-get update && apt-get install -y curl'],
    fails: [['command-not-found', 'apt-get']],
  },
  {
    why: 'apk on Debian',
    dockerfile: ['FROM python:3.13-slim', 'RUN apk add curl'],
    fails: [['command-not-found', 'apk']],
  },
  {
    why: 'a missing program amid a script that stops at errors',
    dockerfile: ['FROM python:3.13-slim', 'RUN set -eux; curl --version; true'],
    fails: [['command-not-found', 'curl']],
  },
  {
    why: 'a missing program at the head of a pipe, with pipefail',
    dockerfile: [
      'FROM python:3.13-slim',
      'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
      'RUN curl https://example.org | sort',
    ],
    fails: [['command-not-found', 'curl']],
  },
  {
    why: 'the first of several: the build does not come to the others',
    dockerfile: ['FROM python:3.13-slim AS one', 'COPY missing.py /', 'RUN curl x', 'FROM one', 'COPY other.py /'],
    fails: [['missing-source', 'missing.py']],
  },
  {
    why: 'bash on Alpine',
    dockerfile: ['FROM python:3.13-alpine', 'RUN bash -c "echo hello"'],
    fails: [['command-not-found', 'bash']],
  },
  {
    why: 'venv on Debian without its package',
    dockerfile: [
      'FROM debian:trixie-slim',
      'RUN apt-get update && apt-get install -y python3',
      'RUN python3 -m venv /opt/venv',
    ],
    fails: [['venv-not-available', 'python3 -m venv /opt/venv']],
  },
  {
    why: 'requirements looked for in the root for want of a WORKDIR',
    dockerfile: ['FROM python:3.11', 'COPY . /app', 'RUN pip install -r requirements.txt', 'CMD ["python", "app.py"]'],
    files: flask,
    fails: [['missing-requirements', 'requirements.txt']],
  },
  {
    why: 'the same on Ubuntu',
    dockerfile: [
      'FROM ubuntu:22.04',
      'RUN apt-get update && apt-get install -y python3 python3-pip',
      'COPY . /app',
      'RUN pip3 install -r requirements.txt',
      'CMD ["python3", "app.py"]',
    ],
    files: flask,
    fails: [['missing-requirements', 'requirements.txt']],
  },
  {
    why: 'requirements that no step has copied',
    dockerfile: [
      'FROM python:3.13-slim',
      'WORKDIR /app',
      'RUN pip install -r requirements.txt',
      'COPY requirements.txt .',
    ],
    fails: [['missing-requirements', 'requirements.txt']],
  },
  {
    why: 'an option that pip has no longer',
    dockerfile: [
      'FROM python:3.7-alpine as base',
      'FROM base as builder',
      'RUN mkdir /install',
      'WORKDIR /install',
      'COPY requirements.txt /requirements.txt',
      'RUN pip install --install-option="--prefix=/install" -r /requirements.txt',
      'FROM base',
      'COPY --from=builder /install /usr/local',
      'COPY src /app',
      'CMD ["gunicorn", "-w 4", "main:app"]',
    ],
    files: server,
    fails: [['removed-pip-option', '--install-option="--prefix=/install"']],
  },
];

const starting: readonly Case[] = [
  {
    why: 'a program that lies elsewhere',
    dockerfile: ['FROM python:3.13-slim', 'COPY src/main.py /app/', 'CMD ["python", "main.py"]'],
    files: { 'src/main.py': '' },
    fails: [['missing-script', 'CMD ["python", "main.py"]']],
  },
  {
    why: 'a COPY that made a folder of the program',
    dockerfile: [
      'FROM python:3.11-alpine',
      'COPY requirements.txt .',
      'RUN pip install --upgrade pip && pip install -r requirements.txt && rm -rf ~/.cache/pip',
      'COPY . /app/app.py',
      'CMD ["python", "app.py"]',
    ],
    files: flask,
    fails: [['missing-script', 'CMD ["python", "app.py"]']],
  },
  {
    why: 'packages left in another stage',
    dockerfile: [
      'FROM python:3.11-slim AS builder',
      'WORKDIR /app',
      'COPY . .',
      'RUN pip install -r requirements.txt',
      'FROM python:3.11-slim',
      'WORKDIR /app',
      'COPY --from=builder /app /app',
      'CMD ["python", "app.py"]',
    ],
    files: flask,
    fails: [['module-not-found', 'CMD ["python", "app.py"]']],
  },
  {
    why: 'packages that nobody installs',
    dockerfile: ['FROM python:3.13-slim', 'COPY src/main.py /main.py', 'CMD python main.py'],
    fails: [['module-not-found', 'CMD python main.py']],
  },
  {
    why: 'an import in a module of the program itself',
    dockerfile: ['FROM python:3.13-slim', 'COPY . .', 'CMD ["python", "app.py"]'],
    files: { 'app.py': 'import routes\n', 'routes.py': 'import flask\n' },
    fails: [['module-not-found', 'CMD ["python", "app.py"]']],
  },
  {
    why: 'a server that was installed in another stage',
    dockerfile: [
      'FROM python:3.13-slim AS builder',
      'RUN pip install gunicorn flask',
      'FROM python:3.13-slim',
      'WORKDIR /app',
      'COPY src .',
      'CMD ["gunicorn", "main:app"]',
    ],
    files: server,
    fails: [['command-not-found', 'CMD ["gunicorn", "main:app"]']],
  },
  {
    why: 'a server that looks for its module in the root',
    dockerfile: [
      'FROM python:3.7-alpine',
      'COPY requirements.txt /',
      'RUN pip install -r /requirements.txt',
      'COPY src/ /app',
      'CMD ["gunicorn", "-w 4", "main:app"]',
    ],
    files: server,
    fails: [['module-not-found', 'CMD ["gunicorn", "-w 4", "main:app"]']],
  },
  {
    why: 'a program that is looked for where a shell has changed to',
    dockerfile: ['FROM python:3.13-slim', 'COPY src/main.py /', 'CMD cd /srv && python main.py'],
    fails: [['missing-script', 'CMD cd /srv && python main.py']],
  },
  {
    why: 'python where only python3 is',
    dockerfile: [
      'FROM ubuntu:24.04',
      'RUN apt-get update && apt-get install -y python3',
      'WORKDIR /app',
      'COPY src/main.py .',
      'CMD ["python", "main.py"]',
    ],
    fails: [['command-not-found', 'CMD ["python", "main.py"]']],
  },
  {
    why: 'a script of an environment that was copied to another path',
    dockerfile: [
      'FROM python:3.13-slim AS builder',
      'RUN python -m venv /build/venv && /build/venv/bin/pip install gunicorn flask',
      'FROM python:3.13-slim',
      'WORKDIR /app',
      'COPY --from=builder /build/venv /opt/venv',
      'ENV PATH=/opt/venv/bin:$PATH',
      'COPY src .',
      'CMD ["gunicorn", "main:app"]',
    ],
    files: server,
    fails: [['moved-environment', 'CMD ["gunicorn", "main:app"]']],
  },
  {
    why: 'an environment of another Python',
    dockerfile: [
      'FROM python:3.12-slim AS builder',
      'RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask',
      'FROM python:3.13-slim',
      'WORKDIR /app',
      'COPY --from=builder /opt/venv /opt/venv',
      'ENV PATH=/opt/venv/bin:$PATH',
      'COPY app.py .',
      'CMD ["python", "app.py"]',
    ],
    files: flask,
    fails: [['environment-without-its-python', 'CMD ["python", "app.py"]']],
  },
  {
    why: 'all words in one string of the JSON array',
    dockerfile: ['FROM python:3.13-slim', 'COPY src/main.py .', 'CMD ["python main.py"]'],
    fails: [['command-not-found', 'CMD ["python main.py"]']],
  },
];

/** Builds that work, or of which nobody can say that they do not. */
const sound: readonly Omit<Case, 'fails'>[] = [
  {
    why: 'the first lesson: Ubuntu with a virtual environment',
    dockerfile: [
      'FROM ubuntu:24.04',
      'RUN apt-get update && apt-get install -y python3 python3-pip python3-venv',
      'WORKDIR /app',
      'RUN python3 -m venv /opt/venv',
      'ENV PATH="/opt/venv/bin:$PATH"',
      'COPY requirements.txt .',
      'RUN pip install --no-cache-dir -r requirements.txt',
      'COPY src/main.py main.py',
      'CMD ["python", "main.py"]',
    ],
  },
  {
    why: 'the third lesson: the environment is copied to the same path',
    dockerfile: [
      'FROM python:3.13-slim AS builder',
      'RUN python -m venv /opt/venv',
      'ENV PATH="/opt/venv/bin:$PATH"',
      'COPY requirements.txt .',
      'RUN pip install -r requirements.txt',
      'FROM python:3.13-slim',
      'WORKDIR /app',
      'COPY --from=builder /opt/venv /opt/venv',
      'ENV PATH="/opt/venv/bin:$PATH"',
      'COPY src/main.py .',
      'ENTRYPOINT ["python"]',
      'CMD ["main.py"]',
    ],
  },
  {
    why: 'packages in the home of the user, copied',
    dockerfile: [
      'FROM python:3.11-slim AS builder',
      'WORKDIR /app',
      'RUN apt-get update && apt-get install -y gcc',
      'COPY requirements.txt .',
      'RUN pip install --user -r requirements.txt',
      'FROM python:3.11-slim',
      'WORKDIR /app',
      'COPY --from=builder /root/.local /root/.local',
      'COPY . .',
      'ENV PATH=/root/.local/bin:$PATH',
      'CMD ["python", "src/main.py"]',
    ],
  },
  {
    why: 'a prefix that becomes /usr/local',
    dockerfile: [
      'FROM python:3.13-slim AS builder',
      'COPY requirements.txt .',
      'RUN pip install --prefix=/install -r requirements.txt',
      'FROM python:3.13-slim',
      'COPY --from=builder /install /usr/local',
      'COPY src /app',
      'CMD ["python", "/app/main.py"]',
    ],
  },
  {
    why: 'only the packages folder is copied, and only imported',
    dockerfile: [
      'FROM python:3.13-slim AS builder',
      'COPY requirements.txt .',
      'RUN pip install -r requirements.txt',
      'FROM python:3.13-slim',
      'COPY --from=builder /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages',
      'COPY src /app',
      'CMD ["python", "/app/main.py"]',
    ],
  },
  {
    why: 'packages on PYTHONPATH',
    dockerfile: [
      'FROM python:3.13-slim',
      'COPY requirements.txt .',
      'RUN pip install --target /packages -r requirements.txt',
      'ENV PYTHONPATH=/packages',
      'COPY src/main.py .',
      'CMD ["python", "main.py"]',
    ],
  },
  {
    why: 'pip told to break the system packages',
    dockerfile: [
      'FROM ubuntu:24.04',
      'RUN apt-get update && apt-get install -y python3-pip && pip install --break-system-packages flask',
      'ENV PIP_BREAK_SYSTEM_PACKAGES=1',
      'RUN pip install requests',
    ],
  },
  {
    why: 'pip on a Debian that does not manage Python yet',
    dockerfile: [
      'FROM debian:bullseye-slim',
      'RUN apt-get update && apt-get install -y python3-pip && pip3 install flask',
    ],
  },
  {
    why: 'pip into a folder of its own on a managed Python',
    dockerfile: [
      'FROM debian:trixie-slim',
      'RUN apt-get update && apt-get install -y python3-pip && pip install --target /packages flask',
    ],
  },
  {
    why: 'curl on the full image, wget on Alpine',
    dockerfile: [
      'FROM python:3.13',
      'RUN curl -O https://example.org/a && gcc --version && git --version',
      'FROM alpine:3.22',
      'COPY --from=0 /a /a',
      'RUN wget https://example.org/a',
    ],
  },
  {
    why: 'a program that an unknown package may have brought',
    dockerfile: [
      'FROM python:3.13-slim',
      'RUN apt-get update && apt-get install -y some-tool-chain',
      'RUN gcc --version',
    ],
  },
  {
    why: 'a program that an unknown script may have brought',
    dockerfile: ['FROM python:3.13-slim', 'COPY . .', 'RUN sh ./setup.sh', 'RUN curl --version'],
    files: { 'setup.sh': 'dpkg -i /tools/*.deb\n' },
  },
  {
    why: 'programs in an image that nobody knows',
    dockerfile: [
      'FROM registry.example.org/team/base:1',
      'RUN pip install -r /requirements/base.txt && python /srv/app.py',
      'CMD ["serve"]',
    ],
  },
  {
    why: 'a program looked for before it is called',
    dockerfile: ['FROM python:3.13-slim', 'RUN command -v curl || true', 'RUN if which git; then git --version; fi'],
  },
  {
    why: 'failures that the shell passes over',
    dockerfile: [
      'FROM python:3.13-slim',
      'RUN curl https://example.org | sort',
      'RUN curl a; true',
      'RUN git pull || true',
      'RUN curl a & true',
    ],
  },
  {
    why: 'a wildcard that matches nothing',
    dockerfile: ['FROM python:3.13-slim', 'COPY requirements-*.txt /tmp/'],
  },
  {
    why: 'nothing but a Dockerfile: the context is not known',
    dockerfile: [
      'FROM python:3.13-slim',
      'WORKDIR /app',
      'COPY requirements.txt .',
      'RUN pip install -r requirements.txt',
      'COPY . .',
      'CMD ["gunicorn", "main:app"]',
    ],
    files: {},
  },
  {
    why: 'failures in a stage that the target does not need',
    dockerfile: ['FROM python:3.13-slim AS test', 'COPY missing /x', 'RUN curl x', 'FROM python:3.13-slim', 'RUN true'],
  },
  {
    why: 'a file made by a command',
    dockerfile: [
      'FROM python:3.13-slim',
      'RUN echo flask > /tmp/requirements.txt && pip install -r /tmp/requirements.txt',
    ],
  },
  {
    why: 'a file written by a heredoc',
    dockerfile: [
      'FROM python:3.13-slim',
      'COPY <<EOF /requirements.txt',
      'flask',
      'EOF',
      'RUN pip install -r /requirements.txt',
    ],
  },
  {
    why: 'an import that may fail by design',
    dockerfile: ['FROM python:3.13-slim', 'COPY . .', 'CMD ["python", "app.py"]'],
    files: { 'app.py': '"""\nimport flask\n"""\ntry:\n    import orjson\nexcept ImportError:\n    orjson = None\n' },
  },
  {
    why: 'an own module called like a package',
    dockerfile: ['FROM python:3.13-slim', 'COPY . .', 'CMD ["python", "app.py"]'],
    files: { 'app.py': 'import redis\n', 'redis/__init__.py': '' },
  },
  {
    why: 'a package of the distribution',
    dockerfile: [
      'FROM debian:trixie-slim',
      'RUN apt-get update && apt-get install -y python3 python3-flask',
      'COPY app.py .',
      'CMD ["python3", "app.py"]',
    ],
    files: flask,
  },
  {
    why: 'an environment copied elsewhere, of which only Python is called',
    dockerfile: [
      'FROM python:3.13-slim AS builder',
      'RUN python -m venv /build && /build/bin/pip install flask',
      'FROM python:3.13-slim',
      'COPY --from=builder /build /opt/venv',
      'COPY app.py .',
      'CMD ["/opt/venv/bin/python", "app.py"]',
    ],
    files: flask,
  },
  {
    why: 'a module below the working directory',
    dockerfile: [
      'FROM python:3.13-slim',
      'WORKDIR /srv',
      'COPY . .',
      'RUN pip install -r requirements.txt',
      'CMD ["gunicorn", "--bind=:80", "src.main:app"]',
    ],
    files: server,
  },
  {
    why: 'a COPY --from an image',
    dockerfile: [
      'FROM python:3.13-slim',
      'COPY --from=ghcr.io/astral-sh/uv:0.5 /uv /bin/uv',
      'RUN uv pip install --system flask',
    ],
  },
  {
    why: 'a shell that does more than start a program',
    dockerfile: ['FROM python:3.13-slim', 'CMD cd /srv && python nowhere.py | cat'],
  },
];

describe('a step that would not work', () => {
  it.each(building)('$why', (entry) => {
    expect(report(entry)).toEqual(entry.fails);
  });
});

describe('a container that would not start', () => {
  it.each(starting)('$why', (entry) => {
    expect(report(entry)).toEqual(entry.fails);
  });
});

describe('no failure is invented', () => {
  it.each(sound)('$why', (entry) => {
    expect(report({ ...entry, fails: [] })).toEqual([]);
  });
});

it('says in which stage the packages were left', () => {
  const [failure] = walk(
    'FROM python:3.11-slim AS builder\nRUN pip install flask\nFROM python:3.11-slim\nCOPY app.py .\nCMD ["python", "app.py"]\n',
    flask,
  ).failures;
  expect(failure?.message).toContain('stage `builder`');
  expect(failure?.when).toBe('start');
});

it('says where the file lies and which WORKDIR would find it', () => {
  const [failure] = walk('FROM python:3.11\nCOPY . /app\nRUN pip install -r requirements.txt\n', flask).failures;
  expect(failure?.remedy).toContain('WORKDIR /app');
  expect(failure?.when).toBe('build');
});
