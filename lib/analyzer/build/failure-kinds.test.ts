import { describe, expect, it } from 'vitest';
import type { Project } from '../project';
import { parseDockerfile } from '../syntax/parse';
import { catalog, today } from './testing/project';
import { walkBuild } from './walk-build';

/** Dockerfile, files besides it, and the codes of the failures that it must have. */
type Case = readonly [
  why: string,
  dockerfile: string,
  codes: readonly string[],
  files?: Readonly<Record<string, string>>,
];

const executables = new Set(['start.sh', 'crlf.sh', 'bare.sh', 'bash.sh']);
const app = { 'app.py': 'print(1)\n', 'requirements.txt': 'flask\n' };

function codesOf(dockerfile: string, files: Readonly<Record<string, string>> = app): readonly string[] {
  const project: Project = {
    dockerfile: 'Dockerfile',
    files: [
      { path: 'Dockerfile', text: dockerfile },
      ...Object.entries(files).map(([path, text]) => ({
        path,
        text,
        ...(executables.has(path) ? { executable: true } : {}),
      })),
    ],
    bulk: [],
  };
  return walkBuild(project, parseDockerfile(dockerfile), { catalog, today }).failures.map(({ code }) => code);
}

const slim = 'FROM python:3.13-slim\n';
const debian = 'FROM debian:trixie-slim\n';

const groups: Readonly<Record<string, readonly Case[]>> = {
  'a script run by dash': [
    ['has no source', `${slim}RUN source /etc/profile\n`, ['command-not-found']],
    ['has the dot', `${slim}RUN . /etc/profile\n`, []],
    ['has no double brackets', `${slim}RUN [[ 1 = 1 ]] && true\n`, ['command-not-found']],
    ['has pipefail on trixie', `${slim}RUN set -o pipefail; true\n`, []],
    [
      'has no pipefail on bookworm',
      'FROM python:3.12-slim-bookworm\nRUN set -o pipefail; true\n',
      ['command-not-found'],
    ],
    ['may be bash', `${slim}SHELL ["/bin/bash", "-c"]\nRUN source /etc/profile && [[ 1 = 1 ]]\n`, []],
    ['has pipefail in busybox', 'FROM python:3.13-alpine\nRUN set -o pipefail; true\n', []],
    ['has no pushd', `${slim}RUN pushd /tmp\n`, ['command-not-found']],
  ],
  'a list of commands': [
    ['fails with its last', `${slim}RUN true; curl x\n`, ['command-not-found']],
    ['passes over all but its last', `${slim}RUN curl x; true\n`, []],
    ['stops at errors when told to', `${slim}RUN set -e; curl x; true\n`, ['command-not-found']],
    ['has a way out', `${slim}RUN curl x || wget x || true\n`, []],
    ['has a way out that fails as well', `${slim}RUN curl x || wget x\n`, ['command-not-found']],
    ['has no errors in conditions', `${slim}RUN set -e; if curl x; then true; fi; true\n`, []],
    [
      'runs the branch that a known condition chooses',
      `${slim}ARG A=1\nRUN if [ "$A" = 1 ]; then curl x; fi\n`,
      ['command-not-found'],
    ],
    ['leaves the other branch out', `${slim}ARG A=0\nRUN if [ "$A" = 1 ]; then curl x; fi\n`, []],
    ['may fail in a branch that nobody knows', `${slim}RUN if grep -q x /etc/hosts; then curl x; fi\n`, []],
    ['fails in a loop over words', `${slim}RUN for i in a b; do curl $i; done\n`, ['command-not-found']],
    ['chooses a case', `${slim}ARG A=x\nRUN case "$A" in x) curl x ;; *) true ;; esac\n`, ['command-not-found']],
    ['leaves other cases out', `${slim}ARG A=y\nRUN case "$A" in x) curl x ;; *) true ;; esac\n`, []],
    ['looks a program up first', `${slim}RUN command -v curl && curl x || true\n`, []],
    ['takes the status of a substitution', `${slim}RUN V=$(curl x) && echo $V\n`, ['command-not-found']],
    ['runs what sh is given', `${slim}RUN sh -c "curl x"\n`, ['command-not-found']],
    ['may end with an exit', `${slim}RUN exit 1\n`, ['command-fails']],
    ['may end well with an exit', `${slim}RUN exit 0; false\n`, []],
  ],
  'files that a command needs': [
    ['are missing for cd', `${slim}RUN cd /nowhere && true\n`, ['missing-directory']],
    ['are made before', `${slim}RUN mkdir /somewhere && cd /somewhere\n`, []],
    ['are missing for cp', `${slim}RUN cp /srv/a /srv/b\n`, ['missing-file']],
    ['are missing for mv', `${slim}WORKDIR /app\nRUN mv a b\n`, ['missing-file']],
    ['need not be there for rm -f', `${slim}RUN rm -f /srv/a\n`, []],
    ['must be there for rm', `${slim}RUN rm /srv/a\n`, ['missing-file']],
    ['are missing for chmod', `${slim}RUN chmod +x /srv/start.sh\n`, ['missing-file']],
    ['are missing for python', `${slim}WORKDIR /app\nRUN python tool.py\n`, ['missing-script']],
    ['may be made by a program', `${slim}COPY app.py .\nRUN python app.py\nRUN cat /made.txt\n`, []],
    ['may come with a clone', `FROM python:3.13\nRUN git clone https://example.org/x /src && cat /src/a\n`, []],
    [
      'may come with an archive',
      `FROM python:3.13\nRUN curl -o x.tgz https://example.org/x.tgz && tar xzf x.tgz -C /opt && cat /opt/x/y\n`,
      [],
    ],
    ['lie in no folder to write to', `${slim}RUN echo x > /nowhere/x\n`, ['missing-directory']],
    ['lie in a folder that mkdir cannot make', `${slim}RUN mkdir /a/b\n`, ['missing-file']],
    ['lie in folders that mkdir -p makes', `${slim}RUN mkdir -p /a/b && echo x > /a/b/c\n`, []],
    [
      'are a file where a folder is asked for',
      `${slim}COPY app.py /app\nCOPY requirements.txt /app/\n`,
      ['not-a-directory'],
    ],
  ],
  apt: [
    ['has no lists', `${debian}RUN apt-get install -y curl\n`, ['package-not-found']],
    ['has lists from an earlier step', `${debian}RUN apt-get update\nRUN apt-get install -y curl\n`, []],
    [
      'has lost its lists',
      `${debian}RUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN apt-get install -y curl\n`,
      ['package-not-found'],
    ],
    ['asks, and nobody answers', `${debian}RUN apt-get update && apt-get install curl\n`, ['package-manager-asks']],
    ['is answered by -qq', `${debian}RUN apt-get update && apt-get install -qq curl\n`, []],
    [
      'knows no such package',
      `${debian}RUN apt-get update && apt-get install -y libgl1-mesa-glx\n`,
      ['package-not-found'],
    ],
    [
      'may know a package from another source',
      `${debian}COPY app.py /etc/apt/sources.list.d/x.list\nRUN apt-get update && apt-get install -y no-such-thing\n`,
      [],
    ],
    ['is not for other users', `${slim}RUN useradd app\nUSER app\nRUN apt-get update\n`, ['permission-denied']],
  ],
  scripts: [
    ['cannot leave a quote open', `${slim}RUN echo "a\n`, ['unreadable-script']],
    ['cannot leave an if open', `${slim}RUN if true; then echo b\n`, ['unreadable-script']],
    ['cannot begin with an operator', `${slim}RUN && true\n`, ['unreadable-script']],
    ['cannot leave a subshell open', `${slim}RUN (cd /tmp && ls\n`, ['unreadable-script']],
    ['cannot end with an operator', `${slim}RUN <<EOF\necho a |\nEOF\n`, ['unreadable-script']],
    ['cannot leave a substitution open', `${slim}RUN echo $(date\n`, ['unreadable-script']],
    ['fail in backquotes only when these run', `${slim}RUN echo \`if\`\n`, []],
    ['fail in a here-document only when it is expanded', `${slim}RUN cat <<EOF\n$(if)\nEOF\n`, []],
    ['that bash alone reads are left to bash', `FROM debian:trixie\nRUN [[ a ]]\n`, ['command-not-found']],
    ['may be for another interpreter', `${slim}RUN <<EOF\n#!/usr/bin/env python3\nprint("a"\nEOF\n`, []],
    ['may be for another shell', `${slim}SHELL ["pwsh", "-Command"]\nRUN if ($true) { echo "a" }\n`, []],
    [
      'of zsh are not those of sh',
      `${slim}SHELL ["/usr/bin/zsh", "-c"]\nRUN for x (a b) echo $x\n`,
      ['command-not-found'],
    ],
  ],
  users: [
    ['must exist to run', `${slim}USER app\nRUN true\n`, ['unknown-user']],
    ['must exist to start', `${slim}USER app\nCMD ["python"]\n`, ['unknown-user']],
    ['may be numbers', `${slim}USER 1000\nRUN true\nCMD ["python"]\n`, []],
    ['are made', `${slim}RUN useradd app\nUSER app\nRUN true\n`, []],
    ['are made by busybox', 'FROM python:3.13-alpine\nRUN adduser -D app\nUSER app\nRUN true\n', []],
    ['are not made by useradd on Alpine', 'FROM python:3.13-alpine\nRUN useradd app\n', ['command-not-found']],
    [
      'are not made by adduser on a slim Debian',
      `${debian}RUN adduser --disabled-password app\n`,
      ['command-not-found'],
    ],
    ['come from the image', `${slim}USER nobody\nRUN true\n`, []],
    ['may not write to what is root’s', `${slim}USER nobody\nRUN mkdir /data\n`, ['permission-denied']],
    [
      'may write to what is theirs',
      `${slim}RUN useradd -m app && mkdir /data && chown app /data\nUSER app\nRUN touch /data/x ~/y\n`,
      [],
    ],
    ['own the folder that WORKDIR makes', `${slim}RUN useradd app\nUSER app\nWORKDIR /work\nRUN touch x\n`, []],
    [
      'own what is copied for them',
      `${slim}RUN useradd app\nCOPY --chown=app . /app/\nUSER app\nRUN touch /app/x\n`,
      [],
    ],
    ['install into their home', `${slim}RUN useradd -m app\nUSER app\nRUN pip install flask\n`, []],
    [
      'have no home to install into',
      `${slim}RUN useradd app\nUSER app\nRUN pip install flask\n`,
      ['permission-denied'],
    ],
    ['may listen below port 1024', `${slim}USER nobody\nEXPOSE 80\nCMD ["python", "-m", "http.server", "80"]\n`, []],
  ],
  'the configuration of an image': [
    ['may expose ports in every form', `${slim}ENV PORT=8000\nEXPOSE $PORT 9000-9002/udp 8080:80 53/SCTP\n`, []],
    ['exposes no words', `${slim}EXPOSE http\n`, ['invalid-port']],
    ['exposes no port above the last one', `${slim}EXPOSE 80000\n`, ['invalid-port']],
    ['exposes no range that runs back', `${slim}EXPOSE 9002-9000\n`, ['invalid-port']],
    ['exposes no unknown protocol', `${slim}EXPOSE 80/http\n`, ['invalid-port']],
    ['may expose a port that only the builder knows', `${slim}ARG PORT\nEXPOSE $PORT/tcp\n`, []],
    ['may stop at any signal of Linux', `${slim}STOPSIGNAL SIGINT\nSTOPSIGNAL quit\nSTOPSIGNAL RTMIN+3\n`, []],
    ['may stop at a number', `${slim}STOPSIGNAL 9\n`, []],
    ['does not stop at two signals', `${slim}STOPSIGNAL SIGINT SIGTERM\n`, ['invalid-signal']],
    ['does not stop at an unknown signal', `${slim}STOPSIGNAL SIGSTOPP\n`, ['invalid-signal']],
  ],
  stages: [
    [
      'may take from a later one',
      `FROM debian:trixie-slim AS a\nCOPY --from=b /x /y\nFROM debian:trixie-slim AS b\nRUN touch /x\nFROM a\n`,
      [],
    ],
    ['may not take from themselves', `FROM debian:trixie-slim AS a\nCOPY --from=a /x /y\n`, ['circular-stages']],
    [
      'may not go in circles',
      `FROM debian:trixie-slim AS a\nCOPY --from=b /x /y\nFROM debian:trixie-slim AS b\nCOPY --from=a /y /x\n`,
      ['circular-stages'],
    ],
    ['are not named like images', 'FROM Python:3.13-slim\n', ['unresolved-base']],
    ['are named wrongly', `${slim}COPY --from=bilder /x /y\n`, ['unknown-stage']],
    ['may be official images', `${slim}COPY --from=node /usr/local/bin/node /bin/node\n`, []],
    [
      'hold no packages of another Python',
      `FROM python:3.13-slim AS a\nRUN pip install flask\nFROM python:3.13-slim\nCOPY --from=a /usr/local/lib/python3.12/site-packages /x\n`,
      ['missing-in-stage'],
    ],
    [
      'hold no user packages where none are installed',
      `FROM python:3.13-slim AS a\nRUN pip install flask\nFROM python:3.13-slim\nCOPY --from=a /root/.local /root/.local\n`,
      ['missing-in-stage'],
    ],
    [
      'hold what a step made',
      `FROM python:3.13-slim AS a\nRUN mkdir -p /out && echo x > /out/x\nFROM python:3.13-slim\nCOPY --from=a /out/x /x\n`,
      [],
    ],
    [
      'run the triggers of those below',
      `FROM python:3.13-slim AS a\nONBUILD COPY app.py /\nFROM a\nCMD ["python", "/app.py"]\n`,
      [],
    ],
  ],
  packages: [
    ['are not for this Python', `${slim}RUN pip install numpy==1.21.6\n`, ['requires-python']],
    ['have to be compiled', `${slim}RUN pip install psycopg2==2.9.10\n`, ['no-compiler']],
    [
      'are compiled',
      `${slim}RUN apt-get update && apt-get install -y gcc libpq-dev\nRUN pip install psycopg2==2.9.10\n`,
      [],
    ],
    ['are compiled on the full image', 'FROM python:3.13\nRUN pip install psycopg2==2.9.10\n', []],
    ['have a wheel', `${slim}RUN pip install psycopg2-binary\n`, []],
    [
      'may come from another index',
      `${slim}RUN pip install --index-url https://example.org/simple psycopg2==2.9.10\n`,
      [],
    ],
    ['of a project that is not there', `${slim}WORKDIR /app\nRUN pip install .\n`, ['missing-project']],
    [
      'of a project for another Python',
      'FROM python:3.9-slim\nWORKDIR /app\nCOPY . .\nRUN pip install .\n',
      ['requires-python'],
      { 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.12"\n' },
    ],
    [
      'of a project for this Python',
      `${slim}WORKDIR /app\nCOPY . .\nRUN pip install .\n`,
      [],
      { 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.12"\n' },
    ],
    [
      'of a lock that is not there',
      `${slim}RUN pip install uv\nWORKDIR /app\nCOPY app.py .\nRUN uv sync --frozen\n`,
      ['missing-project'],
    ],
    [
      'with an option that pip has forgotten',
      `${slim}RUN pip install --use-feature=in-tree-build flask\n`,
      ['removed-pip-option'],
    ],
  ],
  'a start script': [
    [
      'is not executable',
      `${slim}COPY plain.sh /\nENTRYPOINT ["/plain.sh"]\n`,
      ['not-executable'],
      { 'plain.sh': '#!/bin/sh\ntrue\n' },
    ],
    [
      'is made executable',
      `${slim}COPY plain.sh /\nRUN chmod +x /plain.sh\nENTRYPOINT ["/plain.sh"]\n`,
      [],
      { 'plain.sh': '#!/bin/sh\ntrue\n' },
    ],
    [
      'is copied executable',
      `${slim}COPY --chmod=755 plain.sh /\nENTRYPOINT ["/plain.sh"]\n`,
      [],
      { 'plain.sh': '#!/bin/sh\ntrue\n' },
    ],
    [
      'is run by sh',
      `${slim}COPY plain.sh /\nENTRYPOINT ["sh", "/plain.sh"]\n`,
      [],
      { 'plain.sh': '#!/bin/sh\ntrue\n' },
    ],
    [
      'has line ends of Windows',
      `${slim}COPY crlf.sh /\nENTRYPOINT ["/crlf.sh"]\n`,
      ['carriage-return'],
      { 'crlf.sh': '#!/bin/sh\r\ntrue\r\n' },
    ],
    [
      'names no interpreter',
      `${slim}COPY bare.sh /\nENTRYPOINT ["/bare.sh"]\n`,
      ['no-interpreter'],
      { 'bare.sh': 'true\n' },
    ],
    ['names no interpreter, for a shell', `${slim}COPY bare.sh /\nCMD /bare.sh\n`, [], { 'bare.sh': 'true\n' }],
    [
      'asks for bash on Alpine',
      'FROM python:3.13-alpine\nCOPY bash.sh /\nENTRYPOINT ["/bash.sh"]\n',
      ['no-interpreter'],
      { 'bash.sh': '#!/bin/bash\ntrue\n' },
    ],
    [
      'is not on PATH',
      `${slim}COPY start.sh /app/\nCMD ["start.sh"]\n`,
      ['command-not-found'],
      { 'start.sh': '#!/bin/sh\ntrue\n' },
    ],
    [
      'hands over to a program that is not there',
      `${slim}COPY start.sh /\nENTRYPOINT ["/start.sh"]\nCMD ["python", "app.py"]\n`,
      ['missing-script'],
      { 'start.sh': '#!/bin/sh\nexec "$@"\n' },
    ],
    [
      'is written by a step',
      `${slim}RUN printf '#!/bin/sh\\ntrue\\n' > /start && chmod +x /start\nCMD ["/start"]\n`,
      [],
    ],
  ],
  'what is started': [
    [
      'may follow an entry point that nobody knows',
      'FROM gcr.io/distroless/python3-debian12\nCOPY app.py /\nCMD ["/app.py"]\n',
      [],
    ],
    [
      'may come from an installer',
      `FROM python:3.13\nRUN curl -sSL https://example.org/install | python3 -\nRUN poetry --version\nCMD ["poetry", "run", "app"]\n`,
      [],
    ],
    ['is nothing, in an image from nothing', 'FROM scratch\nCOPY app.py /\nUSER 1000\n', ['no-command']],
    ['is not needed, in an image that is nothing but files', 'FROM scratch\nCOPY app.py /\n', []],
    ['is left to the base', `${slim}COPY app.py /\n`, []],
    ['is a module that is not there', `${slim}COPY app.py /\nCMD ["python", "-m", "service"]\n`, ['module-not-found']],
    ['is a module of the project', `${slim}COPY . /\nCMD ["python", "-m", "app"]\n`, []],
    ['is a module of the standard library', `${slim}CMD ["python", "-m", "http.server"]\n`, []],
    [
      'is an application of flask that is not there',
      `${slim}RUN pip install flask\nCMD ["flask", "run"]\n`,
      ['module-not-found'],
    ],
    ['is an application of flask', `${slim}RUN pip install flask\nCOPY app.py .\nCMD ["flask", "run"]\n`, []],
    [
      'is loaded from another folder',
      `${slim}RUN pip install gunicorn\nCOPY app.py /srv/\nCMD ["gunicorn", "--chdir", "/srv", "app:app"]\n`,
      [],
    ],
    [
      'is a script without its package',
      `FROM python:3.13-slim AS a\nRUN pip install gunicorn\nFROM python:3.13-slim\nCOPY --from=a /usr/local/bin/gunicorn /usr/local/bin/\nCMD ["gunicorn", "app:app"]\n`,
      ['module-not-found'],
    ],
    [
      'is a package without its script',
      `FROM python:3.13-slim AS a\nRUN pip install gunicorn\nFROM python:3.13-slim\nCOPY --from=a /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages\nCMD ["gunicorn", "app:app"]\n`,
      ['command-not-found'],
    ],
    [
      'is in a home that another user may not enter',
      `FROM python:3.13-slim AS a\nRUN pip install --user gunicorn\nFROM python:3.13-slim\nCOPY --from=a /root/.local /root/.local\nENV PATH=/root/.local/bin:$PATH\nUSER nobody\nCMD ["gunicorn", "app:app"]\n`,
      ['permission-denied'],
    ],
    ['is a bound on a shell', `${slim}COPY app.py /srv/\nCMD ["sh", "-c", "cd /srv && python app.py"]\n`, []],
  ],
};

for (const [subject, cases] of Object.entries(groups)) {
  describe(subject, () => {
    it.each(cases.map((entry) => ({ why: entry[0], entry })))('$why', ({ entry: [, dockerfile, codes, files] }) => {
      expect(codesOf(dockerfile, files)).toEqual(codes);
    });
  });
}

it('says which line of .dockerignore leaves a file out', () => {
  const dockerfile = `${slim}COPY app.py /\n`;
  const project: Project = {
    dockerfile: 'Dockerfile',
    files: [
      { path: 'Dockerfile', text: dockerfile },
      { path: 'app.py', text: '' },
      { path: '.dockerignore', text: '# tests\ntests\n*.py\n' },
    ],
    bulk: [],
  };
  const [failure] = walkBuild(project, parseDockerfile(dockerfile), { catalog, today }).failures;
  expect(failure?.message).toContain('(line 3, `*.py`)');
});
