const names = new Set(
  [
    'black isort autoflake autopep8 yapf ruff flake8 pylint pycodestyle pydocstyle pyflakes mypy pyright pytype bandit',
    'pytest nose nose2 tox nox coverage hypothesis mutmut pre-commit ipython ipdb pudb debugpy jupyter jupyterlab',
    'notebook sphinx mkdocs twine bump2version commitizen safety pip-audit vulture radon line-profiler memory-profiler',
    'pip-tools pipdeptree factory-boy faker responses vcrpy moto locust build setuptools wheel',
  ]
    .join(' ')
    .split(' '),
);

/** Whether a distribution serves those who write or build a program, not the program. Normalised name. */
export function isDevelopmentTool(name: string): boolean {
  return names.has(name) || /^(?:pytest|flake8|types|sphinx|mypy|pylint)-/.test(name) || name.endsWith('-stubs');
}
