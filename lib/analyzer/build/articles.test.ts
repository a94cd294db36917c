import { describe, expect, it } from 'vitest';
import { consumer, walk } from './testing/project';

/** A web server of one file, as three of the articles have it. */
const flask = {
  'requirements.txt': 'flask\n',
  'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
};
const server = {
  'requirements.txt': 'flask\ngunicorn\n',
  'src/main.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
};
const worker = { 'requirements.txt': 'requests\n', 'main.py': 'import requests\n' };

interface Printed {
  readonly name: string;
  readonly dockerfile: string;
  readonly files: Readonly<Record<string, string>>;
  /** When it fails, with which code, in which of its lines; `null` where it builds and starts. */
  readonly fails: readonly [when: 'build' | 'start', code: string, line: string] | null;
}

const printed: readonly Printed[] = [
  {
    name: 'Hefner, the first',
    dockerfile: `# Start from Ubuntu
FROM ubuntu:24.04

# Install Python and pip
RUN apt-get update && apt-get install -y \\
    python3 \\
    python3-pip \\
    python3-venv

# Set work directory
WORKDIR /app

# Create virtual environment
RUN python3 -m venv /opt/venv

# Ensure venv is used for all Python/Pip calls
ENV PATH="/opt/venv/bin:$PATH"

# Copy requirements and install
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

# Copy application code
COPY src/main.py main.py

# Run the program
CMD ["python", "main.py"]
`,
    files: consumer,
    fails: null,
  },
  {
    name: 'Hefner, the second',
    dockerfile: `# Start from Python slim image
FROM python:3.13-slim

# Set work directory
WORKDIR /app

# Create virtual environment
RUN python -m venv /opt/venv

# Ensure venv is used for all Python/Pip calls
ENV PATH="/opt/venv/bin:$PATH"

# Copy requirements and install
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

# Copy application code
COPY src/main.py main.py

# Run the program
CMD ["python", "main.py"]
`,
    files: consumer,
    fails: null,
  },
  {
    name: 'Burch, on the full image',
    dockerfile: `FROM python:3.11
COPY . /app
RUN pip install -r requirements.txt
CMD ["python", "app.py"]
`,
    files: flask,
    fails: ['build', 'missing-requirements', 'RUN pip install -r requirements.txt'],
  },
  {
    name: 'Burch, on Ubuntu',
    dockerfile: `FROM ubuntu:22.04
RUN apt-get update && apt-get install -y python3 python3-pip
COPY . /app
RUN pip3 install -r requirements.txt
CMD ["python3", "app.py"]
`,
    files: flask,
    fails: ['build', 'missing-requirements', 'RUN pip3 install -r requirements.txt'],
  },
  {
    name: 'Burch, in two stages',
    dockerfile: `# First stage: build

FROM python:3.11-alpine as builder

COPY . /app


RUN pip install --upgrade pip && pip install -r requirements.txt

# Second stage: runtime

FROM python:3.11-alpine

COPY --from=builder /app /app
`,
    files: flask,
    fails: ['build', 'missing-requirements', 'RUN pip install --upgrade pip && pip install -r requirements.txt'],
  },
  {
    name: 'Burch, in the order of change',
    dockerfile: `# These commands rarely change, so they are placed at the beginning

FROM python:3.11-alpine


# These commands change frequently, so they are placed at the end

COPY . /app

RUN pip install --upgrade pip && \\
    pip install -r requirements.txt && \\
    rm -rf ~/.cache/pip
`,
    files: flask,
    fails: ['build', 'missing-requirements', '    pip install -r requirements.txt && \\'],
  },
  {
    name: 'Burch, the last',
    dockerfile: `# Smaller Alpine image
FROM python:3.11-alpine
# Only copying needed files
COPY requirements.txt .
# Multiple commands in a single RUN invocation
RUN pip install --upgrade pip && pip install -r requirements.txt && rm -rf ~/.cache/pip
COPY . /app/app.py
CMD ["python", "app.py"]
`,
    files: flask,
    fails: ['start', 'missing-script', 'CMD ["python", "app.py"]'],
  },
  {
    name: 'How to optimize, in two stages',
    dockerfile: `# Stage 1: Build
FROM python:3.11-slim AS builder
WORKDIR /app
RUN apt-get update && apt-get install -y gcc
COPY requirements.txt .
RUN pip install --user -r requirements.txt
# Stage 2: Final
FROM python:3.11-slim
WORKDIR /app
# Copy only the installed libraries from the builder stage
COPY --from=builder /root/.local /root/.local
COPY . .
ENV PATH=/root/.local/bin:$PATH
CMD ["python", "main.py"]
`,
    files: worker,
    fails: null,
  },
  {
    name: 'How to optimize, layers apart',
    dockerfile: `FROM python:3.11-slim
RUN apt-get update
RUN apt-get install -y curl
RUN rm -rf /var/lib/apt/lists/*
`,
    files: worker,
    fails: null,
  },
  {
    name: 'How to optimize, layers joined',
    dockerfile: `FROM python:3.11-slim
RUN apt-get update && apt-get install -y \\
curl \\
&& rm -rf /var/lib/apt/lists/*
`,
    files: worker,
    fails: null,
  },
  {
    name: 'Small Dockers, the fat one',
    dockerfile: `FROM python:3.7
COPY . /app
RUN pip install -r requirements.txt
CMD ["gunicorn", "-w 4", "main:app"]
`,
    files: server,
    fails: ['build', 'missing-requirements', 'RUN pip install -r requirements.txt'],
  },
  {
    name: 'Small Dockers, on Alpine',
    dockerfile: `FROM python:3.7-alpine
COPY . /app
RUN pip install -r requirements.txt
CMD ["gunicorn", "-w 4", "main:app"]
`,
    files: server,
    fails: ['build', 'missing-requirements', 'RUN pip install -r requirements.txt'],
  },
  {
    name: 'Small Dockers, requirements first',
    dockerfile: `FROM python:3.7-alpine
COPY requirements.txt /
RUN pip install -r /requirements.txt
COPY src/ /app
CMD ["gunicorn", "-w 4", "main:app"]
`,
    files: server,
    fails: ['start', 'module-not-found', 'CMD ["gunicorn", "-w 4", "main:app"]'],
  },
  {
    name: 'Small Dockers, in two stages',
    dockerfile: `FROM python:3.7-alpine as base

FROM base as builder

RUN mkdir /install
WORKDIR /install

COPY requirements.txt /requirements.txt

RUN pip install --install-option="--prefix=/install" -r /requirements.txt

FROM base
COPY --from=builder /install /usr/local
COPY src /app


CMD ["gunicorn", "-w 4", "main:app"]
`,
    files: server,
    fails: ['build', 'removed-pip-option', 'RUN pip install --install-option="--prefix=/install" -r /requirements.txt'],
  },
];

function lineAt(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n')[0] ?? '';
}

describe('a Dockerfile that an article prints, as it is printed', () => {
  it.each(printed)('$name', ({ dockerfile, files, fails }) => {
    const { failures, unknown } = walk(dockerfile, files);
    const found = failures.map(({ when, code, range }) => [when, code, lineAt(dockerfile, range.start)]);
    expect(found).toEqual(fails === null ? [] : [fails]);
    expect(unknown.filter((what) => what.startsWith('what '))).toEqual([]);
  });

  it.each(printed.filter(({ fails }) => fails !== null))(
    '$name: is told why, and what to do',
    ({ dockerfile, files }) => {
      const [failure] = walk(dockerfile, files).failures;
      expect(failure?.message).toMatch(/\.$/);
      expect(failure?.remedy).toMatch(/\.$/);
    },
  );
});
