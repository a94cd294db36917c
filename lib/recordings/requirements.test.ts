import { describe, expect, it } from 'vitest';
import type { Project } from '../analyzer/project';
import { installedPins } from './requirements';

function project(run: string, files: Readonly<Record<string, string>>): Project {
  const texts = { Dockerfile: `FROM python:3.13-slim\n${run}\n`, ...files };
  return {
    dockerfile: 'Dockerfile',
    files: Object.entries(texts).map(([path, text]) => ({ path, text })),
    bulk: [],
  };
}

describe('what a Dockerfile installs', () => {
  it.each([
    ['-r with a blank', 'RUN pip install -r requirements.txt'],
    ['-r without one', 'RUN pip install -rrequirements.txt'],
    ['the long option', 'RUN pip install --requirement requirements.txt'],
    ['the long option with =', 'RUN pip install --requirement=requirements.txt'],
    ['a path in the image', 'RUN pip install --no-cache-dir -r /app/requirements.txt'],
    ['a relative path', 'RUN pip install -r ./requirements.txt'],
    ['a continued line', 'RUN pip install \\\n    -r requirements.txt'],
  ])('is read through %s', (_, run) => {
    const files = { 'requirements.txt': '# ours\nPyMongo == 4.10.1  # database\npika==1.3.2\n' };
    expect(installedPins(project(run, files))).toEqual(['pika==1.3.2', 'pymongo==4.10.1']);
  });

  it('follows included files, and stops where they include one another', () => {
    const files = {
      'requirements-dev.txt': '-r requirements.txt\nblack==24.8.0\n',
      'requirements.txt': '-r requirements-dev.txt\npika==1.3.2\n',
    };
    expect(installedPins(project('RUN pip install -r requirements-dev.txt', files))).toEqual([
      'black==24.8.0',
      'pika==1.3.2',
    ]);
  });

  it('leaves out files that no RUN names', () => {
    const files = { 'requirements.txt': 'pika==1.3.2', 'requirements-dev.txt': 'black==24.8.0' };
    expect(installedPins(project('RUN pip install -r requirements.txt', files))).toEqual(['pika==1.3.2']);
  });

  it.each([
    ['no RUN installs from a file', 'RUN true', {}],
    ['the named file is not in the project', 'RUN pip install -r elsewhere.txt', {}],
  ])('is nothing where %s', (_, run, files) => {
    expect(installedPins(project(run, files))).toEqual([]);
  });
});
