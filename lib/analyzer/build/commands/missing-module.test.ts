import { describe, expect, it } from 'vitest';
import { walk } from '../testing/project';

const slim = 'FROM python:3.13-slim\n';
const uv = 'COPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\n';

const cases: readonly { readonly why: string; readonly text: string; readonly codes: readonly string[] }[] = [
  {
    why: 'a module of a package that is not there stops the build',
    text: `${slim}RUN python -m virtualenv /venv\n`,
    codes: ['module-not-found'],
  },
  {
    why: 'one that was installed does not',
    text: `${slim}RUN pip install virtualenv==20.35.4 && python -m virtualenv /venv\n`,
    codes: [],
  },
  { why: 'nor does a module of the standard library', text: `${slim}RUN python -m http.server --help\n`, codes: [] },
  {
    why: 'nor one in the working directory',
    text: `${slim}WORKDIR /app\nRUN touch flask.py && python -m flask\n`,
    codes: [],
  },
  {
    why: 'nor any once something unknown was installed',
    text: `${slim}RUN pip install a-package-that-nobody-knows && python -m flask --version\n`,
    codes: [],
  },
  {
    why: 'uv leaves the Python of the image alone',
    text: `${slim}RUN pip install uv==0.9.5\nRUN uv pip install six==1.17.0\n`,
    codes: ['no-environment'],
  },
  {
    why: 'unless it is told otherwise',
    text: `${slim}RUN pip install uv==0.9.5\nRUN uv pip install --system six==1.17.0\n`,
    codes: [],
  },
  {
    why: 'or a variable tells it',
    text: `${slim}ENV UV_SYSTEM_PYTHON=1\nRUN pip install uv==0.9.5 && uv pip install six==1.17.0\n`,
    codes: [],
  },
  {
    why: 'or an environment lies beside it',
    text: `${slim}WORKDIR /app\nRUN pip install uv==0.9.5 && uv venv && uv pip install six==1.17.0\n`,
    codes: [],
  },
  {
    why: 'or one above',
    text: `${slim}WORKDIR /app\nRUN pip install uv==0.9.5 && uv venv\nWORKDIR /app/src\nRUN uv pip install six==1.17.0\n`,
    codes: [],
  },
  {
    why: 'or one is active',
    text: `${slim}RUN pip install uv==0.9.5 && python -m venv /venv\nENV VIRTUAL_ENV=/venv\nRUN uv pip install six==1.17.0\n`,
    codes: [],
  },
  {
    why: 'of a copied uv the same holds',
    text: `${slim}${uv}RUN uv pip install six==1.17.0\n`,
    codes: ['no-environment'],
  },
  { why: 'sed finds no file to edit', text: `${slim}RUN sed -i s/a/b/ /nope\n`, codes: ['missing-file'] },
  { why: 'sed edits one that is there', text: `${slim}RUN sed -i -e s/a/b/ /etc/passwd\n`, codes: [] },
  { why: 'sed edits what a pattern names', text: `${slim}RUN sed -i 's/a/b/' /etc/apt/sources.list.d/*\n`, codes: [] },
];

describe('a command that lacks what it needs', () => {
  it.each(cases)('$why', ({ text, codes }) => {
    const { failures } = walk(text, { 'main.py': '' });
    expect(failures.filter(({ when }) => when === 'build').map(({ code }) => code)).toEqual(codes);
  });
});
