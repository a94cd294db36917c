import { describe, expect, it } from 'vitest';
import { bytesOf, stepAt, walk } from '../testing/project';
import { environmentAt, failuresOf, lines, names } from '../testing/questions';

describe('conda', () => {
  const file = lines(
    'name: service',
    'dependencies:',
    '  - python=3.11',
    '  - numpy',
    '  - pip:',
    '    - flask==3.0.3',
  );

  it('makes an environment of its name, with its Python, its packages and those of pip', () => {
    const { environment, unknown } = environmentAt(
      lines(
        'FROM continuumio/miniconda3',
        'COPY environment.yml .',
        'RUN conda env create -f environment.yml && conda clean -afy',
      ),
      '/opt/conda/envs/service',
      { 'environment.yml': file },
    );
    expect(environment).toMatchObject({ kind: 'conda', python: '3.11' });
    expect(names(environment)).toEqual(expect.arrayContaining(['numpy', 'flask', 'werkzeug']));
    expect(unknown).toContain('the size of the conda package numpy');
  });

  it('has a range that holds what such environments take, and says that it is one', () => {
    const build = walk(
      lines('FROM continuumio/miniconda3', 'RUN conda install -y dask numpy pandas && conda clean -afy'),
    );
    const { bytes } = stepAt(build, 1);
    expect(bytes.low).toBeLessThan(250_000_000);
    expect(bytes.high).toBeGreaterThan(900_000_000);
    expect(bytes.unknown.length).toBeGreaterThan(0);
  });

  it('keeps archives and indexes until they are cleaned in the same step', () => {
    const kept = walk(lines('FROM continuumio/miniconda3', 'RUN conda install -y numpy'));
    const cleaned = walk(lines('FROM continuumio/miniconda3', 'RUN conda install -y numpy && conda clean --all --yes'));
    expect(bytesOf(stepAt(kept, 1), 'caches')).toBeGreaterThan(10_000_000);
    expect(bytesOf(stepAt(cleaned, 1), 'caches')).toBe(0);
  });

  it('takes no more bytes for an environment file that nobody has read than it admits', () => {
    const build = walk(lines('FROM mambaorg/micromamba', 'RUN micromamba install -y -n base -f /tmp/env.yaml'));
    expect(stepAt(build, 1).bytes.high).toBeGreaterThan(1_000_000_000);
    expect(build.unknown).toContain('the packages in /tmp/env.yaml');
  });

  it('stops where the environment file was not copied', () => {
    expect(
      failuresOf(
        lines(
          'FROM python:3.13-slim',
          'WORKDIR /app',
          'COPY conda /usr/local/bin/',
          'RUN conda env create -f environment.yml',
        ),
        {
          conda: '#!/bin/sh\n',
          'environment.yml': file,
        },
      ),
    ).toEqual([['missing-requirements', 'environment.yml']]);
  });

  it('comes from its own installer, to the prefix that it is told', () => {
    const { environment } = environmentAt(
      lines(
        'FROM debian:trixie-slim',
        'ADD https://example.org/Miniforge3.sh /tmp/Miniforge3.sh',
        'RUN bash /tmp/Miniforge3.sh -b -p /opt/forge',
      ),
      '/opt/forge',
    );
    expect(environment?.kind).toBe('conda');
  });

  it('runs a command inside an environment', () => {
    const { environment } = environmentAt(
      lines(
        'FROM continuumio/miniconda3',
        'RUN conda create -y -n app python=3.12',
        'RUN conda run -n app pip install flask',
      ),
      '/opt/conda/envs/app',
    );
    expect(names(environment)).toContain('flask');
  });
});
