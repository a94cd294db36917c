import { describe, expect, it } from 'vitest';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import { checkRules } from '../run-rules';

const head =
  'FROM python:3.13-slim\nRUN pip install --no-cache-dir poetry==2.1.3\nENV POETRY_VIRTUALENVS_CREATE=false\n';
const project = '[project]\nname = "app"\nversion = "1"\ndependencies = ["pytest>=8", "psycopg2==2.9.10", "flask"]\n';

describe('requirements that a project names', () => {
  it('have no fix that rewrites the command which installs them', () => {
    const text = `${head}WORKDIR /app\nCOPY pyproject.toml ./\nRUN poetry install --no-root --no-cache\n`;
    const { findings } = checkRules(buildProject(exampleProject(text, { 'pyproject.toml': project })));
    const command = text.indexOf('poetry install');
    const rewriting = findings.flatMap(({ rule, fix }) =>
      (fix?.edits ?? [])
        .filter(({ file, range }) => file === 'Dockerfile' && range.start <= command && range.end > command)
        .map(() => rule),
    );
    expect(findings.map(({ rule }) => rule)).toContain('development-tools-in-requirements');
    expect(rewriting).toEqual([]);
  });
});
