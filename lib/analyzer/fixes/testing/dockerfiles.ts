import fc from 'fast-check';

const bases = [
  'python:3.13',
  'python:3.13-slim',
  'python:3.12-alpine',
  'python',
  'python:latest',
  'debian:trixie-slim',
  'ubuntu:24.04',
  'alpine:3.22',
  'fedora:42',
  'node:22',
  '--platform=linux/amd64 python:3.13-slim',
  '--platform=$TARGETPLATFORM python:3.13-slim',
  'python:$PYTHON-slim',
] as const;

/** Commands of a RUN. */
const commands = [
  'apt-get update',
  'apt-get install -y curl',
  'apt-get install --no-install-recommends gcc libpq-dev',
  'apt install git',
  'rm -rf /var/lib/apt/lists/*',
  'apk add gcc musl-dev',
  'apk add --no-cache curl',
  'dnf install python3-pip',
  'dnf clean all',
  'yum install -y gcc',
  'zypper install python313',
  'pip install flask',
  'pip install --no-cache-dir -r requirements.txt',
  'pip install -r requirements.txt',
  'pip install --upgrade pip',
  'pip3 install "uvicorn[standard]"==0.34.0',
  'python -m pip install --user gunicorn==23.0.0',
  'python -m venv /opt/venv',
  '. /opt/venv/bin/activate',
  'source /opt/venv/bin/activate',
  'uv sync',
  'uv sync --locked --no-dev',
  'uv pip install flask==3.1.2',
  'poetry install',
  'poetry install --only main --no-root',
  'cd /srv',
  'sudo touch /ready',
  'wget https://example.org/data.bin',
  'curl -sSL https://example.org/install | sh',
  'useradd -u 1234567 app',
  'chown -R app /app',
  'chmod -R 755 /app',
  'rm -rf $FOLDER/cache',
  'rm -rf /root/.cache',
  'mkdir -p /srv/{data,logs}',
  'echo -e "a\\tb" > /table',
  'echo "$MISSING"',
  'export MODE=fast',
  'python setup.py install',
  'yarn install',
  'npm install express',
  'go install example.org/tool',
  'make',
  '[ "$A" == b ]',
  'true',
] as const;

/** Instructions other than FROM and RUN. */
const instructions = [
  'WORKDIR /app',
  'WORKDIR app',
  'COPY . .',
  'COPY requirements.txt .',
  'COPY requirements.txt main.py /app',
  'COPY main.py ./',
  'COPY --chown=1000:1000 src/ /app/src/',
  'COPY ["main.py", "/app/"]',
  'ADD main.py /app/',
  'ADD https://example.org/data.bin /data/',
  'ENV MODE fast',
  'ENV PATH="/opt/venv/bin:$PATH"',
  'ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=0',
  'ENV DB_PASSWORD=hunter2',
  'ENV A=$B',
  'ARG VERSION',
  'ARG VERSION=1.0',
  'ARG API_TOKEN',
  'LABEL title My program',
  'LABEL Version=1.0',
  'MAINTAINER Ada Example <ada@example.org>',
  'USER root',
  'USER app',
  'USER 1000:1000',
  'EXPOSE 8080:80',
  'EXPOSE 8000/TCP',
  'EXPOSE 80000',
  'VOLUME /data',
  'STOPSIGNAL SIGKILL',
  'HEALTHCHECK CMD curl -f http://localhost:8000 || exit 1',
  'HEALTHCHECK CMD python /probe.py',
  'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
  'ONBUILD COPY . /app',
  'ONBUILD RUN pip install -r requirements.txt',
  'ENTRYPOINT python main.py',
  'ENTRYPOINT ["python", "main.py"]',
  'CMD python main.py',
  'CMD exec gunicorn main:app',
  'CMD ["gunicorn", "-w 4", "main:app"]',
  'CMD ["uvicorn", "main:app"]',
  'CMD ["flask", "run"]',
] as const;

const mounts = [
  '',
  '',
  '',
  '--mount=type=cache,target=/root/.cache/pip ',
  '--mount=type=cache,target=/root/.cache/uv ',
];
const comments = ['# one comment', '#another', '# hadolint ignore=DL3008', '# layerwise ignore=no-pip-cache because'];
const joints = [
  ' && ',
  ' && \\\n    ',
  ' \\\n && ',
  '; ',
  ' && \\\n    # between\n    ',
  ' \\\n    && ',
  ' || ',
] as const;

/** A RUN: on one line, over several with a comment between them, or as a here-document. */
const run: fc.Arbitrary<string> = fc
  .record({
    mount: fc.constantFrom(...mounts),
    first: fc.constantFrom(...commands),
    others: fc.array(fc.tuple(fc.constantFrom(...joints), fc.constantFrom(...commands)), { maxLength: 3 }),
    form: fc.constantFrom('line', 'line', 'line', 'heredoc', 'json', 'option'),
  })
  .map(({ mount, first, others, form }) => {
    const all = [first, ...others.map(([, command]) => command)];
    if (form === 'heredoc') return `RUN ${mount}<<EOF\n${all.join('\n')}\nEOF`;
    if (form === 'json') return `RUN ${JSON.stringify(first.split(' '))}`;
    if (form === 'option') return `RUN ${mount}bash -c '${first.replace(/'/g, '')}'`;
    return `RUN ${mount}${first}${others.map(([joint, command]) => joint + command).join('')}`;
  });

const line: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: run, weight: 5 },
  { arbitrary: fc.constantFrom(...instructions), weight: 6 },
  { arbitrary: fc.constantFrom(...comments), weight: 2 },
  { arbitrary: fc.constantFrom('', '   ', '\t'), weight: 2 },
);

const stage = fc.record({
  base: fc.constantFrom(...bases),
  name: fc.constantFrom('', '', ' AS build', ' as Base', ' AS final'),
  lines: fc.array(line, { minLength: 1, maxLength: 9 }),
});

interface Manners {
  readonly crlf: boolean;
  readonly lower: boolean;
  readonly indent: boolean;
  readonly endsOpen: boolean;
}

const manners: fc.Arbitrary<Manners> = fc.record({
  crlf: fc.integer({ min: 0, max: 5 }).map((value) => value === 0),
  lower: fc.integer({ min: 0, max: 7 }).map((value) => value === 0),
  indent: fc.integer({ min: 0, max: 7 }).map((value) => value === 0),
  endsOpen: fc.integer({ min: 0, max: 5 }).map((value) => value === 0),
});

function writeWith(text: string, { crlf, lower, indent, endsOpen }: Manners): string {
  let written = lower ? text.replace(/^(?:RUN|COPY|ENV)\b/gm, (keyword) => keyword.toLowerCase()) : text;
  if (indent) written = written.replace(/^(?=(?:RUN|COPY|ENV|CMD) )/gm, '  ');
  if (endsOpen) written = written.replace(/\n+$/, '');
  return crlf ? written.replace(/\n/g, '\r\n') : written;
}

/**
 * Dockerfiles as people write them, with what they get wrong: one to three stages, lines in any order, odd blanks, comments
 * between the parts of a RUN, here-documents, both line endings.
 */
export const dockerfiles: fc.Arbitrary<string> = fc
  .record({
    head: fc.constantFrom(
      '',
      '',
      '# syntax=docker/dockerfile:1\n',
      'ARG PYTHON=3.13\n',
      '# check=skip=StageNameCasing\n',
    ),
    stages: fc.array(stage, { minLength: 1, maxLength: 3 }),
    copied: fc.boolean(),
    manners,
  })
  .map(({ head, stages, copied, manners: chosen }) => {
    const texts = stages.map(({ base, name, lines }, index) => {
      const taken = copied && index > 0 ? ['COPY --from=0 /opt/venv /opt/venv'] : [];
      return [`FROM ${base}${name}`, ...lines, ...taken].join('\n');
    });
    return writeWith(`${head}${texts.join('\n\n')}\n`, chosen);
  });

/** Files that stand beside the Dockerfile. */
export const companions: Readonly<Record<string, string>> = {
  'requirements.txt': 'flask==3.1.2\ngunicorn\n',
  'main.py': 'import flask\n',
  'src/app.py': 'print("ready")\n',
  'pyproject.toml':
    '[project]\nname = "app"\nversion = "1"\ndependencies = ["flask"]\n\n[dependency-groups]\ndev = ["pytest"]\n',
  'uv.lock': 'version = 1\n',
};
