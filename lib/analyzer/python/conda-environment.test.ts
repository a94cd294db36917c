import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCondaEnvironment, readCondaPackage } from './conda-environment';

describe('an environment file of conda', () => {
  it('names the environment, its packages, and what pip installs into it', () => {
    const text = [
      '# what the service needs',
      'name: service',
      'channels:',
      '  - conda-forge',
      'dependencies:',
      '  - python=3.11  # the one of production',
      '  - "numpy>=1.26,<2"',
      '  - pip',
      '  - pip:',
      '      - fastapi==0.115.0',
      '      - uvicorn[standard]',
      '  - conda-forge::gdal',
      'prefix: /home/somebody/envs/service',
    ].join('\r\n');
    expect(readCondaEnvironment(text)).toEqual({
      name: 'service',
      packages: ['python=3.11', 'numpy>=1.26,<2', 'pip', 'conda-forge::gdal'],
      pip: ['fastapi==0.115.0', 'uvicorn[standard]'],
    });
  });

  it('may have its lists without indentation', () => {
    const text = 'dependencies:\n- python=3.12\n- pip:\n  - flask\n- scipy\n';
    expect(readCondaEnvironment(text)).toEqual({ name: null, packages: ['python=3.12', 'scipy'], pip: ['flask'] });
  });

  it.each([
    ['a list within one line', 'dependencies: [python, numpy]\n'],
    ['an anchor', 'dependencies:\n  - &numpy numpy\n'],
    ['text that is no list', 'dependencies:\n  python: 3.11\n'],
    ['a file of more than 256 kB', `dependencies:\n${'  - numpy\n'.repeat(30_000)}`],
  ])('is unknown where it holds %s', (_what, text) => {
    expect(readCondaEnvironment(text)).toBeNull();
  });

  it('never throws, whatever it holds', () => {
    fc.assert(fc.property(fc.string(), (text) => readCondaEnvironment(`dependencies:\n${text}`) !== undefined));
  });
});

describe('a specification of a conda package', () => {
  it.each([
    ['numpy', { name: 'numpy', version: null }],
    ['python=3.11', { name: 'python', version: '3.11' }],
    ['python==3.11.9', { name: 'python', version: '3.11.9' }],
    ['python 3.11.*', { name: 'python', version: '3.11' }],
    ['conda-forge::Scikit_Learn=1.5.0=py311h0', { name: 'scikit-learn', version: '1.5.0' }],
    ['numpy>=1.26,<2', { name: 'numpy', version: null }],
    ['https://example.org/linux-64/x-1.0.conda', null],
  ])('%s', (text, expected) => {
    expect(readCondaPackage(text)).toEqual(expected);
  });
});
