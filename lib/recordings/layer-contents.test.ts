import { describe, expect, it } from 'vitest';
import { summariseLayer } from './layer-contents';

const site = 'opt/venv/lib/python3.13/site-packages';

describe('summing a layer', () => {
  it('counts a package with what pip notes of it', () => {
    const { packages } = summariseLayer('RUN pip install flask numpy', [
      { path: `${site}/flask/app.py`, bytes: 100 },
      { path: `${site}/flask-3.1.0.dist-info/RECORD`, bytes: 20 },
      { path: `${site}/numpy.libs/libopenblas.so`, bytes: 900 },
      { path: `${site}/numpy/core.py`, bytes: 5 },
      { path: `${site}/six.py`, bytes: 7 },
      { path: `${site}/README.txt`, bytes: 9 },
      { path: 'usr/lib/libc.so', bytes: 50 },
    ]);
    expect(packages).toEqual([
      { name: 'numpy', bytes: 905, files: 2 },
      { name: 'flask', bytes: 120, files: 2 },
      { name: 'six', bytes: 7, files: 1 },
    ]);
  });

  it('counts folders two levels deep, and everything in the sum', () => {
    const { bytes, files, folders } = summariseLayer('COPY . .', [
      { path: 'usr/lib/a/b', bytes: 3 },
      { path: 'usr/lib/c', bytes: 4 },
      { path: 'app/main.py', bytes: 1 },
      { path: 'root', bytes: 2 },
    ]);
    expect([bytes, files]).toEqual([10, 4]);
    expect(folders).toEqual([
      { path: '/usr/lib', bytes: 7, files: 2 },
      { path: '/', bytes: 2, files: 1 },
      { path: '/app', bytes: 1, files: 1 },
    ]);
  });

  it('lists at most twenty of each', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ path: `a/${index}/file`, bytes: index }));
    expect(summariseLayer('COPY', many).folders).toHaveLength(20);
  });
});
