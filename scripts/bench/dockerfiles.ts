import type { Project } from '@/lib/analyzer/project';

const requirements = ['flask==3.1.2', 'gunicorn==23.0.0', 'structlog==25.4.0', 'pymongo==4.14.1'].join('\n');
const program = 'import structlog\n\nstructlog.get_logger().info("ready")\n';

/** A project around a Dockerfile, of the size of a small service. */
export function makeProject(dockerfile: string): Project {
  return {
    dockerfile: 'Dockerfile',
    files: [
      { path: 'Dockerfile', text: dockerfile },
      { path: '.dockerignore', text: '.git\n.venv\n__pycache__\n' },
      { path: 'requirements.txt', text: `${requirements}\n` },
      { path: 'src/main.py', text: program },
    ],
    bulk: [{ path: '.git', bytes: 48_000_000, files: 1_250 }],
  };
}

/** Thirty lines: one stage, with what people usually write. */
export const thirtyLines = `# syntax=docker/dockerfile:1
FROM python:3.13-slim
ARG VERSION=1.4.0
LABEL org.opencontainers.image.title="orders" \\
      org.opencontainers.image.version=$VERSION

ENV PYTHONUNBUFFERED=1 \\
    PYTHONDONTWRITEBYTECODE=1 \\
    PIP_DISABLE_PIP_VERSION_CHECK=1

RUN apt-get update \\
 && apt-get install --yes --no-install-recommends \\
      curl \\
      libpq5 \\
 && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY src ./src

RUN useradd --create-home orders
USER orders

EXPOSE 8000
HEALTHCHECK --interval=30s \\
  CMD curl --fail http://localhost:8000/health || exit 1
STOPSIGNAL SIGTERM
# The server.
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "src.main:app"]
`;

/** Thirty lines that work over any project, so that no line has an error of its own. */
export const selfContainedLines = `# syntax=docker/dockerfile:1
FROM python:3.13-slim
ARG VERSION=1.4.0
LABEL org.opencontainers.image.title="orders" \\
      org.opencontainers.image.version=$VERSION

ENV PYTHONUNBUFFERED=1 \\
    PYTHONDONTWRITEBYTECODE=1 \\
    PIP_DISABLE_PIP_VERSION_CHECK=1

RUN apt-get update \\
 && apt-get install --yes --no-install-recommends \\
      curl \\
      libpq5 \\
 && rm -rf /var/lib/apt/lists/*

WORKDIR /app
RUN pip install flask==3.1.2
RUN pip install gunicorn==23.0.0
RUN python -m compileall -q /usr/local/lib/python3.13/site-packages/flask

RUN useradd --create-home orders
USER orders

HEALTHCHECK --interval=30s \\
  CMD curl --fail http://localhost:8000/health || exit 1
STOPSIGNAL SIGTERM
# The server.
CMD ["python", "--version"]
EXPOSE 8000
`;

const stage = (name: string, base: string) => `FROM ${base} AS ${name}
ENV PATH="/opt/venv/bin:$PATH" \\
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /build
RUN apt-get update \\
 && apt-get install --yes --no-install-recommends \\
      build-essential \\
      libpq-dev \\
 && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN --mount=type=cache,target=/root/.cache/pip \\
    python -m venv /opt/venv \\
 && pip install -r requirements.txt
COPY . .
RUN python -m compileall -q src
`;

/** Sixty lines: three stages, a heredoc, mounts. */
export const sixtyLines = `# syntax=docker/dockerfile:1
ARG PYTHON=3.13

${stage('dependencies', 'python:$PYTHON')}
${stage('checks', 'dependencies')}
RUN <<EOF
set -e
pip install pytest ruff
ruff check src
python -m pytest
EOF

FROM python:\${PYTHON}-slim AS service
ENV PATH="/opt/venv/bin:$PATH" \\
    PYTHONUNBUFFERED=1
RUN apt-get update \\
 && apt-get install --yes --no-install-recommends libpq5 \\
 && rm -rf /var/lib/apt/lists/* \\
 && useradd --create-home service
WORKDIR /app

COPY --from=dependencies /opt/venv /opt/venv
COPY --chown=service:service src ./src

# What the platform needs to know.
USER service
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK NONE
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "src.main:app"]
`;

/** A Dockerfile of so many lines as people write them: many stages, comments, commands over several lines. */
export function makeStages(lines: number): string {
  const parts: string[] = [];
  for (let count = 0, index = 0; count < lines; index += 1) {
    const text = (index % 3 === 2 ? thirtyLines : sixtyLines)
      .replace(/AS (\w+)/g, `AS $1${index}`)
      .replace(/FROM dependencies/g, `FROM dependencies${index}`)
      .replace(/--from=dependencies/g, `--from=dependencies${index}`);
    parts.push(text);
    count += text.split('\n').length;
  }
  return parts.join('\n');
}

/** A Dockerfile of so many lines, each an instruction: one stage with one command after the other. */
export function makeLong(lines: number): string {
  const head = ['FROM python:3.13-slim', 'WORKDIR /app', 'COPY requirements.txt .'];
  const commands = ['RUN pip install -r requirements.txt', 'RUN mkdir -p data && touch data/ready', 'COPY src ./src'];
  const body = Array.from({ length: lines - head.length }, (_, index) => commands[index % commands.length] ?? '');
  return `${[...head, ...body].join('\n')}\n`;
}
