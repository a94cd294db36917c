import { describe, expect, it } from 'vitest';
import { walk } from './testing/project';

/** What works in a real build, with the Dockerfile alone at hand: nothing may be said to fail. */
const groups: Readonly<Record<string, readonly (readonly [why: string, dockerfile: string])[]>> = {
  'a program that a package brings': [
    ['is there once it is installed on Debian', 'RUN apt-get update && apt-get install -y dos2unix && dos2unix /x'],
    ['may come from a package of another name', 'RUN apt-get update && apt-get install -y busybox-static && arp'],
    ['is there once it is installed on Alpine', 'FROM alpine:3.20\nRUN apk add openssl shadow && openssl && usermod x'],
    ['comes with musl', 'FROM python:3.13-alpine\nRUN getent passwd root && ldd /bin/busybox'],
    ['comes with the accounts of bookworm', 'FROM python:3.13-slim-bookworm\nRUN addgroup --system app'],
    ['is built into the shell', 'RUN sleep 1 & kill $!'],
  ],
  'a Python beside that of the distribution': [
    [
      'comes with its package',
      'FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y python3.11 python3.11-venv\nRUN python3.11 -m venv /venv',
    ],
    [
      'comes from another source of packages',
      'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y software-properties-common && add-apt-repository ppa:deadsnakes/ppa\nRUN apt-get install -y python3.9-venv && python3.9 -m venv /venv',
    ],
    [
      'is in a release whose packages nobody has listed',
      'FROM ubuntu:focal\nRUN apt-get update && apt-get install -y python3.9\nRUN python3.9 -V',
    ],
  ],
  'wheels of another stage': [
    [
      'are installed by a pattern',
      'FROM python:3.13-slim AS build\nCOPY requirements.txt .\nRUN pip wheel --no-deps --wheel-dir /wheels -r requirements.txt\nFROM python:3.13-slim\nCOPY --from=build /wheels /wheels\nRUN pip install /wheels/*',
    ],
  ],
  'a link to a program': [
    [
      'runs what it points at',
      'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y python3-pip\nRUN ln -s /usr/bin/python3 /usr/bin/python && python --version',
    ],
    [
      'is put into place as an alternative',
      'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y python3 && update-alternatives --install /usr/bin/python python /usr/bin/python3 1 && python --version',
    ],
  ],
  'a script within the script': [
    ['is run by the shell that is named', 'RUN /bin/bash -c "source /etc/profile && [[ 1 == 1 ]]"'],
    [
      'is run by the shell that its first line names',
      'COPY --chmod=755 <<"EOF" /install.sh\n#!/usr/bin/env bash\n[[ -n "$1" ]] && exit 0\ntrue\nEOF\nRUN /install.sh',
    ],
    ['may leave the environment that it has activated', 'RUN python -m venv v && . v/bin/activate && deactivate'],
  ],
  'a variable': [
    ['gets its default for good where told to', 'RUN : "${LEVEL:=info}"; [ "$LEVEL" = info ]'],
    ['has its length and its ends cut off', 'RUN a=x86_64; [ "${a%%_*}" = x86 ] && [ "${a#*_}" = 64 ]'],
  ],
  'a file that is installed': [
    [
      'is a program on PATH',
      'ADD https://x/kubectl /tmp/\nRUN install -o root -m 0755 /tmp/kubectl /usr/local/bin/kubectl && kubectl version',
    ],
    ['gets its folder', 'RUN install -Dm644 /etc/hosts /srv/a/b/hosts && cat /srv/a/b/hosts'],
  ],
  'an account': [
    [
      'may have its number once the one that had it is gone',
      'FROM ubuntu:24.04\nRUN userdel -r ubuntu && useradd -m -u 1000 app',
    ],
    [
      'may get another name',
      'FROM ubuntu:24.04\nRUN usermod -l app ubuntu && groupmod -n app ubuntu\nUSER app\nRUN true',
    ],
  ],
  'the Python of a distribution': [
    [
      'takes packages once its mark is deleted',
      'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y python3-pip && rm /usr/lib/python3*/EXTERNALLY-MANAGED && pip install flask',
    ],
    [
      'has programs of its own',
      'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y pipx && pipx install poetry',
    ],
  ],
  'a pip': [
    [
      'is there once its own installer has run',
      'FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y python3 curl && curl -o get-pip.py https://x && python3 get-pip.py && pip install flask',
    ],
  ],
  'data that a module fetches': [
    ['lies in a folder of its own', 'RUN pip install nltk && python -m nltk.downloader -d /data x && ls /data/corpora'],
    ['may come with packages', 'RUN pip install playwright && python -m playwright install --with-deps && xvfb-run ls'],
  ],
  'an install by uv': [
    [
      'goes into the Python that comes first on PATH',
      'RUN apt-get update && apt-get install -y python3-dev\nRUN pip install uv && uv pip install --system flask',
    ],
  ],
  'a function of the script': [
    [
      'gets its arguments and may return before its end',
      'RUN retry() { for i in 1 2 3; do "$@" && return 0; sleep 1; done; return 1; }; retry pip install flask',
    ],
    ['leaves the outer arguments alone', 'RUN set -- a; f() { shift; }; f b c; [ "$1" = a ]'],
  ],
  'a loop': [
    ['ends where it is told to', 'RUN while true; do break; exit 1; done'],
    ['goes on with its next turn', 'RUN for i in 1 2; do [ $i = 1 ] && continue; [ $i = 2 ]; done'],
    ['may end before what would fail', 'RUN for i in a b; do grep $i /etc/passwd && break; false; done; true'],
  ],
  'a condition in double brackets': [
    ['knows patterns', 'SHELL ["/bin/bash", "-c"]\nRUN [[ abc == a* && ! -f /nope ]] && [[ -z "" ]]'],
  ],
  'an archive that is added': [['holds what nobody knows', 'ADD app.tar.gz /opt\nRUN cd /opt/app && ls']],
  'an environment copied from a stage': [
    ...['--prefix=/install /install /usr/local', '--user /root/.local /root/.local', '--target=/d /d /d'].map((way) => {
      const [option = '', from = '', to = ''] = way.split(' ');
      return [
        `may hold what nobody could read: ${option}`,
        `FROM python:3.13-slim AS b\nCOPY requirements.txt .\nRUN pip install ${option} -r requirements.txt\nFROM python:3.13-slim\nCOPY --from=b ${from} ${to}\nENV PATH=${to}/bin:$PATH\nCOPY . /app\nWORKDIR /app\nCMD ["gunicorn", "app:app"]`,
      ] as const;
    }),
  ],
  'a folder copied from a stage of which nobody knows all': [
    [
      'may hold any program',
      'FROM python:3.13 AS build\nCOPY pyproject.toml poetry.lock ./\nRUN pip install poetry && poetry config virtualenvs.create false && poetry install\nFROM python:3.13-slim\nCOPY --from=build /usr/local/bin/ /usr/local/bin/\nCMD ["uvicorn", "app:app"]',
    ],
  ],
};

for (const [name, cases] of Object.entries(groups)) {
  describe(name, () => {
    it.each(cases)('%s', (_, dockerfile) => {
      const text = dockerfile.startsWith('FROM') ? dockerfile : `FROM python:3.13-slim\n${dockerfile}`;
      expect(walk(`${text}\n`).failures).toEqual([]);
    });
  });
}

describe('packages that nobody has asked for', () => {
  it('go with an autoremove once all are marked so', () => {
    const script = (mark: string) =>
      `apt-get update && apt-get install -y --no-install-recommends gcc && ${mark} && apt-get purge -y --auto-remove`;
    const packages = (mark: string) =>
      walk(`FROM debian:bookworm-slim\nRUN ${script(mark)}\n`).stages[0]?.after.osPackages.has('gcc');
    expect([
      packages('true'),
      packages("apt-mark auto '.*'"),
      packages("apt-mark auto '.*' && apt-mark manual gcc"),
    ]).toEqual([true, false, true]);
  });

  it('may be anything where they come from a file', () => {
    const { failures, unknown } = walk(
      'FROM debian:bookworm-slim\nADD https://x/a.deb /\nRUN dpkg -i /a.deb && /opt/a/bin/a && curl x\n',
    );
    expect([failures, unknown.includes('what /a.deb installs')]).toEqual([[], true]);
  });
});

describe('a program given on the command line', () => {
  it.each([
    ['import sys; print(sys.version)', true],
    ['from app import main; assert main', true],
    ['import nltk; nltk.download("punkt")', false],
    ['open("/x", "w").write("x")', false],
  ])('%s: leaves no files behind: %s', (program, tells) => {
    const { unknown } = walk(`FROM python:3.13-slim\nRUN python -c '${program}'\n`);
    expect(unknown.length === 0).toBe(tells);
  });
});

describe('a build that does not work', () => {
  it.each([
    ['calls a function that fails', 'RUN f() { "$@"; }; f curl'],
    ['returns an error', 'RUN f() { return 1; }; f'],
    ['asks what does not hold', 'SHELL ["/bin/bash", "-c"]\nRUN [[ abc == b* ]]'],
    ['fails in the first turn of a loop', 'RUN set -e; while true; do curl x; done'],
    ['fails after a loop', 'RUN until true; do :; done; curl x'],
  ])('%s', (_, dockerfile) => {
    expect(walk(`FROM python:3.13-slim\n${dockerfile}\n`).failures).toHaveLength(1);
  });
});

describe('a script within the script', () => {
  it('is still refused by the shell that lacks what it uses', () => {
    const { failures } = walk('FROM python:3.13-slim\nRUN sh -c "source /etc/profile"\n');
    expect(failures.map(({ code }) => code)).toEqual(['command-not-found']);
  });
});
