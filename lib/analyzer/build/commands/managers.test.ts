import { describe, expect, it } from 'vitest';
import { pdmLock, pdmProject, pipfileLock, poetryLock21, poetryProject, uvLock } from '../../python/lock/locks.fixture';
import { bytesOf, stepAt, walk } from '../testing/project';

const lines = (...text: readonly string[]) => `${text.join('\n')}\n`;

function install(files: Readonly<Record<string, string>>, ...steps: readonly string[]) {
  const text = lines(
    'FROM python:3.13-slim',
    'RUN pip install uv poetry pipenv pdm',
    'WORKDIR /app',
    'COPY . .',
    ...steps,
  );
  const build = walk(text, files);
  const packages = (path: string) =>
    build.target?.after.pythonEnvironments
      .find((entry) => entry.path === path)
      ?.packages.map((entry) => `${entry.name} ${entry.version ?? '?'}`)
      .filter((entry) => !entry.startsWith('pip ') && entry !== 'sample-app ?' && entry !== 'own-library ?')
      .toSorted();
  return { build, packages, failures: build.failures.map(({ code }) => code) };
}

const uvProject =
  '[project]\nname = "sample-app"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["flask"]\n[dependency-groups]\ndev = ["ruff"]\n';
const uv = { 'pyproject.toml': uvProject, 'uv.lock': uvLock };
const poetry = { 'pyproject.toml': poetryProject, 'poetry.lock': poetryLock21 };
const pdm = { 'pyproject.toml': pdmProject, 'pdm.lock': pdmLock };
const pipenv = { Pipfile: '[packages]\nflask = "*"\n', 'Pipfile.lock': pipfileLock };

describe('an install from a lock file', () => {
  it.each([
    [
      'uv sync',
      uv,
      'uv sync --frozen --no-dev',
      '/app/.venv',
      ['click 8.2.0', 'flask 3.0.3', 'numpy 2.2.0', 'uvloop 0.21.0'],
    ],
    [
      'uv sync with its group for development',
      uv,
      'uv sync --frozen',
      '/app/.venv',
      ['click 8.2.0', 'flask 3.0.3', 'numpy 2.2.0', 'ruff 0.8.0', 'uvloop 0.21.0'],
    ],
    [
      'poetry install of one group',
      poetry,
      'poetry config virtualenvs.in-project true && poetry install --only main --no-root',
      '/app/.venv',
      ['click 8.2.0', 'flask 3.0.3'],
    ],
    [
      'poetry install without a group',
      poetry,
      'POETRY_VIRTUALENVS_IN_PROJECT=1 poetry install --without dev --no-root',
      '/app/.venv',
      ['click 8.2.0', 'flask 3.0.3'],
    ],
    [
      'poetry install with what is left out by default',
      poetry,
      'poetry config virtualenvs.in-project true && poetry install --only docs --no-root',
      '/app/.venv',
      ['click 8.2.0', 'mkdocs 1.6.1'],
    ],
    [
      'poetry into the system’s Python',
      poetry,
      'poetry config virtualenvs.create false && poetry install --only main --no-root',
      '/usr/local',
      null,
    ],
    ['pdm sync', pdm, 'pdm sync --prod --no-self', '/app/.venv', ['click 8.2.0', 'flask 3.0.3']],
  ])('%s', (_name, files, command, path, expected) => {
    const { packages, failures } = install(files, `RUN ${command}`);
    expect(failures).toEqual([]);
    if (expected === null) expect(packages(path)).toEqual(expect.arrayContaining(['click 8.2.0', 'flask 3.0.3']));
    else expect(packages(path)).toEqual(expected);
  });

  it('by Pipenv goes where it is told', () => {
    const system = install(pipenv, 'RUN pipenv sync --system');
    expect(system.failures).toEqual([]);
    expect(system.packages('/usr/local')?.some((entry) => entry.startsWith('flask '))).toBe(true);
    const own = install(pipenv, 'RUN PIPENV_VENV_IN_PROJECT=1 pipenv install --deploy');
    expect(own.packages('/app/.venv')?.some((entry) => entry.startsWith('flask '))).toBe(true);
  });

  it.each([
    ['uv sync --frozen', { 'pyproject.toml': uvProject }],
    ['uv sync --locked', { 'pyproject.toml': uvProject }],
    ['pdm sync', { 'pyproject.toml': pdmProject }],
    ['pdm install --frozen-lockfile', { 'pyproject.toml': pdmProject }],
    ['pipenv sync', { Pipfile: '' }],
    ['pipenv install --deploy', { Pipfile: '' }],
    ['uv sync', { 'uv.lock': uvLock }],
    ['poetry install', { 'poetry.lock': poetryLock21 }],
  ])('stops where its files are not there: %s', (command, files) => {
    expect(install(files, `RUN ${command}`).failures).toEqual(['missing-project']);
  });

  it('leaves no bytecode where Poetry or PDM does the work, and no cache of pip', () => {
    for (const [files, command] of [
      [poetry, 'poetry config virtualenvs.create false && poetry install --only main --no-root'],
      [pdm, 'pdm sync --prod'],
    ] as const) {
      const plain = stepAt(install(files, `RUN ${command}`).build, 4);
      expect(plain.contributions.some(({ label }) => label === "pip's cache")).toBe(false);
    }
    const size = (command: string) => bytesOf(stepAt(install(poetry, `RUN ${command}`).build, 4), 'python-packages');
    const settings = 'poetry config virtualenvs.create false && poetry install --only main --no-root';
    expect(size(`${settings} --compile`)).toBeGreaterThan(size(settings));
  });
});

describe('an install without a lock file', () => {
  it.each([
    ['uv', { 'pyproject.toml': uvProject }, 'uv sync --no-dev', '/app/.venv'],
    [
      'Poetry',
      { 'pyproject.toml': poetryProject },
      'POETRY_VIRTUALENVS_IN_PROJECT=true poetry install --only main --no-root',
      '/app/.venv',
    ],
    ['PDM', { 'pyproject.toml': pdmProject }, 'pdm install --prod', '/app/.venv'],
  ])('takes what the project asks for: %s', (_name, files, command, path) => {
    const { packages, failures } = install(files, `RUN ${command}`);
    expect(failures).toEqual([]);
    expect(packages(path)?.map((entry) => entry.split(' ')[0])).toEqual(expect.arrayContaining(['flask', 'werkzeug']));
    expect(packages(path)?.some((entry) => /^(pytest|ruff) /.test(entry))).toBe(false);
  });
});

describe('what Poetry exports', () => {
  const exported = (files: Readonly<Record<string, string>>, options = '') =>
    install(files, `RUN poetry export ${options} -o out.txt && pip install --target /deps -r out.txt`).packages(
      '/deps',
    );

  it('is the project’s own part of the lock, and a group where it is named', () => {
    expect(exported(poetry)).toEqual(expect.arrayContaining(['click 8.2.0', 'flask 3.0.3']));
    expect(exported(poetry)).not.toContain('pytest 8.3.3');
    expect(exported(poetry, '--with dev')).toContain('pytest 8.3.3');
  });

  it('is what the project asks for where there is no lock yet', () => {
    const names = exported({ 'pyproject.toml': poetryProject })?.map((entry) => entry.split(' ')[0]);
    expect(names).toEqual(expect.arrayContaining(['flask', 'werkzeug']));
    expect(names).not.toContain('pytest');
  });
});

describe('a command within a project’s environment', () => {
  it('finds what was installed there, and stops where it was not', () => {
    const sync = 'RUN uv sync --frozen --no-install-project';
    expect(install(uv, sync, 'RUN uv run ruff --version').failures).toEqual([]);
    expect(install(uv, sync, 'RUN uv run --no-sync black --version').failures).toEqual(['command-not-found']);
    expect(install(uv, `${sync} --no-dev`, 'RUN uv run --no-sync ruff check').failures).toEqual(['command-not-found']);
  });

  it('brings the environment up to date first, where uv is told to run', () => {
    expect(install(uv, 'RUN uv run ruff --version').packages('/app/.venv')).toContain('ruff 0.8.0');
  });

  it('does not cast doubt on the image', () => {
    const { failures } = install(
      { ...poetry, 'manage.py': 'print(1)\n' },
      'RUN poetry config virtualenvs.create false && poetry install --only main --no-root',
      'RUN poetry run python manage.py',
      'RUN nonesuch --version && gcc --version',
    );
    expect(failures).toEqual(['command-not-found']);
  });
});

describe('a lock that is written out as requirements', () => {
  it.each([
    ['uv export', uv, 'uv export --frozen --no-dev -o requirements.txt'],
    ['uv export through the shell', uv, 'uv export --no-dev > requirements.txt'],
    ['poetry export', poetry, 'poetry export --only main -f requirements.txt -o requirements.txt --without-hashes'],
    ['pdm export', pdm, 'pdm export --prod -o requirements.txt'],
    ['pipenv requirements', pipenv, 'pipenv requirements > requirements.txt'],
  ])('installs the same: %s', (_name, files, command) => {
    const { packages, failures } = install(files, `RUN ${command} && pip install -r requirements.txt`);
    expect(failures).toEqual([]);
    expect(packages('/usr/local')?.some((entry) => entry.startsWith('flask 3'))).toBe(true);
  });
});

describe('a project that is installed itself', () => {
  const files = {
    'pyproject.toml':
      '[project]\nname = "own-app"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["flask", "gunicorn"]\n[project.scripts]\nown-command = "own_app:main"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
    'own_app.py': 'def main():\n    pass\n',
  };
  const last = (command: string) => [
    'FROM python:3.13-slim',
    'COPY --from=0 /app/.venv /app/.venv',
    'ENV PATH=/app/.venv/bin:$PATH',
    `CMD ${command}`,
  ];

  it.each([
    ['its command within the environment', 'uv sync --no-dev && uv run own-command', '["own-command"]'],
    ['its command by PDM', 'pdm install --prod && pdm run own-command', '["own-command"]'],
    ['its module', 'uv sync --no-dev --no-editable', '["python", "-m", "own_app"]'],
    ['its module in a server', 'uv sync --no-dev --no-editable', '["gunicorn", "own_app:app"]'],
  ])('brings what nobody lists: %s', (_what, step, command) => {
    expect(install(files, `RUN ${step}`, ...last(command)).failures).toEqual([]);
  });

  it('does not where it is left out', () => {
    expect(install(files, 'RUN uv sync --no-install-project', ...last('["gunicorn", "own_app:app"]')).failures).toEqual(
      ['module-not-found'],
    );
  });
});
