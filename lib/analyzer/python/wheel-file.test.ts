import { describe, expect, it } from 'vitest';
import { linuxAmd64, type MarkerPlatform } from './marker';
import { rateWheel, readWheelTags } from './wheel-file';

const alpine: MarkerPlatform = { machine: 'x86_64', libc: 'musl' };

function rate(file: string, python = '3.13', platform = linuxAmd64): number | null {
  const tags = readWheelTags(file);
  if (tags === null) throw new Error(`${file} is a wheel.`);
  return rateWheel(tags, python, platform);
}

describe('a wheel', () => {
  it.each([
    ['for every Python', 'flask-3.0.3-py3-none-any.whl'],
    ['for this Python', 'numpy-2.2.0-cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64.whl'],
    ['for this and all later ones', 'cryptography-44.0.0-cp39-abi3-manylinux_2_28_x86_64.whl'],
    ['with a build number', 'thing-1.0-1-py2.py3-none-any.whl'],
    ['with a program in it', 'ruff-0.8.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl'],
  ])('%s fits', (_, file) => {
    expect(rate(file)).not.toBeNull();
  });

  it.each([
    ['for another Python', 'numpy-2.2.0-cp312-cp312-manylinux_2_17_x86_64.whl'],
    ['for the Python without the lock', 'numpy-2.2.0-cp313-cp313t-manylinux_2_17_x86_64.whl'],
    ['for another machine', 'numpy-2.2.0-cp313-cp313-manylinux_2_17_aarch64.whl'],
    ['for another system', 'numpy-2.2.0-cp313-cp313-win_amd64.whl'],
    ['for the other libc', 'numpy-2.2.0-cp313-cp313-musllinux_1_2_x86_64.whl'],
    ['for a later Python', 'thing-1.0-cp314-abi3-manylinux_2_28_x86_64.whl'],
    ['for Python 2', 'thing-1.0-py2-none-any.whl'],
    ['for PyPy', 'thing-1.0-pp310-pypy310_pp73-manylinux_2_28_x86_64.whl'],
  ])('%s does not', (_, file) => {
    expect(rate(file)).toBeNull();
  });

  it('for musl fits Alpine, and one for glibc does not', () => {
    expect(rate('numpy-2.2.0-cp313-cp313-musllinux_1_2_x86_64.whl', '3.13', alpine)).not.toBeNull();
    expect(rate('numpy-2.2.0-cp313-cp313-manylinux_2_17_x86_64.whl', '3.13', alpine)).toBeNull();
  });

  it('made for this Python comes before one that serves several, and that before a pure one', () => {
    const exact = rate('a-1-cp313-cp313-manylinux_2_17_x86_64.whl') ?? -1;
    const stable = rate('a-1-cp39-abi3-manylinux_2_17_x86_64.whl') ?? -1;
    const pure = rate('a-1-py3-none-any.whl') ?? -1;
    expect(exact).toBeGreaterThan(stable);
    expect(stable).toBeGreaterThan(pure);
  });

  it('has a file name of its own form', () => {
    expect(readWheelTags('flask-3.0.3.tar.gz')).toBeNull();
    expect(readWheelTags('flask.whl')).toBeNull();
  });
});
