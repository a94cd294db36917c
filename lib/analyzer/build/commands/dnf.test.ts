import { describe, expect, it } from 'vitest';
import { bytesOf, stepAt, walk } from '../testing/project';
import { environmentAt, lines, names } from '../testing/questions';

describe('dnf and its kin', () => {
  it('brings a Python of that version, and packages of unknown size', () => {
    const { environment, unknown } = environmentAt(
      lines(
        'FROM fedora:42',
        'RUN dnf install -y python3.12 python3-pip gcc && dnf clean all',
        'RUN pip3 install flask',
      ),
      '/usr',
    );
    expect(environment).toMatchObject({ kind: 'system', python: '3.12' });
    expect(names(environment)).toContain('flask');
    expect(unknown).toContain('OS package gcc');
  });

  it('leaves its lists unless they are cleaned away', () => {
    const step = (command: string) => stepAt(walk(lines('FROM rockylinux:9', `RUN ${command}`)), 1);
    expect(bytesOf(step('microdnf install -y python3.11'), 'caches')).toBeGreaterThan(0);
    expect(bytesOf(step('microdnf install -y python3.11 && microdnf clean all'), 'caches')).toBe(0);
  });
});
