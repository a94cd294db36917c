import { describe, expect, it } from 'vitest';
import { stepAt, walk } from '../testing/project';
import { environmentAt, failuresOf, lines, names } from '../testing/questions';

describe('pipx and the tools of uv', () => {
  it('puts a program into an environment of its own, and links it where PATH finds it', () => {
    const text = lines(
      'FROM python:3.13-slim',
      'RUN pip install pipx && pipx install poetry==2.1.3',
      'ENV PATH=/root/.local/bin:$PATH',
      'RUN poetry --version',
    );
    const { environment } = environmentAt(text, '/root/.local/share/pipx/venvs/poetry');
    expect(names(environment)).toEqual(expect.arrayContaining(['poetry', 'poetry-core']));
    expect(failuresOf(text)).toEqual([]);
  });

  it('stops where that folder is not on PATH', () => {
    const text = lines('FROM python:3.13-slim', 'RUN pip install pipx && pipx install black', 'RUN black --version');
    expect(failuresOf(text)).toEqual([['command-not-found', 'black']]);
  });

  it('goes where PIPX_HOME and PIPX_BIN_DIR say', () => {
    const text = lines(
      'FROM python:3.13-slim',
      'ENV PIPX_HOME=/opt/pipx PIPX_BIN_DIR=/usr/local/bin',
      'RUN pip install pipx && pipx install black',
      'RUN black --version',
    );
    expect(failuresOf(text)).toEqual([]);
    expect(environmentAt(text, '/opt/pipx/venvs/black').environment?.kind).toBe('virtual');
  });

  it('links the programs of uv’s tools in the same way', () => {
    const text = lines(
      'FROM python:3.13-slim',
      'RUN pip install uv && uv tool install ruff',
      'ENV PATH=/root/.local/bin:$PATH',
      'RUN ruff --version',
    );
    expect(failuresOf(text)).toEqual([]);
    expect(names(environmentAt(text, '/root/.local/share/uv/tools/ruff').environment)).toEqual(['ruff']);
  });

  it('says that a Python which uv fetches has a size that nobody has measured', () => {
    const build = walk(
      lines('FROM debian:trixie-slim', 'COPY --from=ghcr.io/astral-sh/uv /uv /bin/', 'RUN uv python install 3.13'),
    );
    expect(build.unknown).toContain('the size of Python 3.13 as uv fetches it');
    expect(stepAt(build, 2).bytes.high).toBeGreaterThan(100_000_000);
  });
});
