import type { Build, InstalledPackage } from '../build/types';
import { type Estimate, sum } from '../estimate';

const developmentTools = new Set(
  [
    'black isort autoflake autopep8 yapf ruff flake8 pylint pycodestyle pydocstyle pyflakes mypy pyright pytype bandit',
    'pytest nose nose2 tox nox coverage hypothesis mutmut pre-commit ipython ipdb pudb debugpy jupyter jupyterlab',
    'notebook sphinx mkdocs twine bump2version commitizen safety pip-audit vulture radon line-profiler memory-profiler',
    'pip-tools pipdeptree invoke-release django-debug-toolbar flask-debugtoolbar factory-boy faker responses vcrpy moto',
    'locust playwright-pytest',
  ]
    .join(' ')
    .split(' '),
);

/** Whether a distribution serves those who write the program, not the program. Normalised name. */
export function isDevelopmentTool(name: string): boolean {
  return (
    developmentTools.has(name) || /^(?:pytest|flake8|types|sphinx|mypy|pylint)-/.test(name) || /-stubs$/.test(name)
  );
}

/** The Python packages that the final image holds. */
export function finalPackages(build: Build): readonly InstalledPackage[] {
  return (build.target?.after.pythonEnvironments ?? []).flatMap((environment) => environment.packages);
}

/** Bytes of one package and of what only it pulls in; `undefined` where it is not installed. */
export function bytesWithout(build: Build, name: string): Estimate | undefined {
  const packages = finalPackages(build);
  if (!packages.some((entry) => entry.name === name)) return undefined;
  const kept = new Set<string>();
  const visit = (package_: string): void => {
    if (kept.has(package_) || package_ === name) return;
    kept.add(package_);
    const version = packages.find((entry) => entry.name === package_)?.version;
    const wheels = build.catalog.wheels.filter((wheel) => wheel.name === package_);
    const wheel = wheels.find((entry) => entry.version === version) ?? wheels[0];
    for (const required of wheel?.requires ?? []) visit(required);
  };
  for (const entry of packages) if (entry.direct) visit(entry.name);
  return sum(packages.filter((entry) => !kept.has(entry.name)).map((entry) => entry.bytes));
}
