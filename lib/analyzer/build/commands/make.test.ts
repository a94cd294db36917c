import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepAt, walk } from '../testing/project';
import { expandMake, readMakefile } from './makefile';

const head = 'FROM python:3.13\nWORKDIR /app\nCOPY . .\n';
const files = (makefile: string) => ({
  Makefile: makefile,
  'requirements.txt': 'flask\n',
  'main.py': 'import flask\n',
});

function failuresOf(makefile: string, command = 'make') {
  return walk(`${head}RUN ${command}\n`, files(makefile)).failures.map(({ code }) => code);
}

function packagesOf(makefile: string, command: string) {
  const { target } = walk(`${head}RUN ${command}\n`, files(makefile));
  return target?.after.pythonEnvironments[0]?.packages.map((entry) => entry.name);
}

describe('make', () => {
  it.each([
    ['the first target', 'make', 'install:\n\tpip install -r requirements.txt\n'],
    ['the target that is named', 'make install', 'other:\n\tfalse\ninstall:\n\tpip install -r requirements.txt\n'],
    [
      'what that needs',
      'make all',
      '.PHONY: all install\nall: install\ninstall:\n\t@pip install -r requirements.txt\n',
    ],
    ['variables', 'make install', 'PIP ?= pip\nFILE := requirements.txt\ninstall:\n\t$(PIP) install -r ${FILE}\n'],
    ['variables of its command line', 'make install FILE=requirements.txt', 'install:\n\tpip install -r $(FILE)\n'],
    ['lines that go on', 'make', 'install:\n\tpip install \\\n\t  -r requirements.txt\n'],
    ['another folder', 'make -C /app install', 'install:\n\tpip install -r requirements.txt\n'],
    ['a makefile of another name', 'make -f Makefile', 'install:\n\tpip install -r requirements.txt\n'],
    ['variables of the shell', 'make', 'install:\n\tf=requirements.txt; pip install -r $$f\n'],
  ])('runs %s', (_what, command, makefile) => {
    expect(packagesOf(makefile, command)).toEqual(expect.arrayContaining(['flask', 'werkzeug']));
  });

  it('fails where a line of a recipe does', () => {
    expect(failuresOf('install:\n\tpip install -r missing.txt\n')).toEqual(['missing-requirements']);
    expect(failuresOf('install:\n\t-pip install -r missing.txt\n\ttrue\n')).toEqual([]);
  });

  it('starts every line in a shell of its own', () => {
    expect(failuresOf('install:\n\tcd /srv\n\tpip install -r requirements.txt\n')).toEqual([]);
    expect(failuresOf('install:\n\tcd /srv && pip install -r requirements.txt\n')).toEqual(['missing-requirements']);
  });

  it('fails where there is no makefile', () => {
    const { failures } = walk('FROM python:3.13\nWORKDIR /app\nRUN make\n', files('all:\n'));
    expect(failures.map(({ code }) => code)).toEqual(['missing-file']);
  });

  it.each([
    ['a condition', 'ifdef CI\ninstall:\n\tpip install a\nendif\n'],
    ['a function', 'install:\n\tpip install $(shell cat x)\n'],
    ['an automatic variable', 'install: x\n\tpip install $<\nx:\n'],
    ['a pattern', 'install: a.o\n%.o: %.c\n\tcc -c $<\n'],
    ['a target that nothing makes', 'install: elsewhere\n\tpip install flask\n'],
    ['a circle', 'A = $(B)\nB = $(A)\ninstall:\n\tpip install $(A)\n'],
    ['an include', 'include other.mk\ninstall:\n\tpip install flask\n'],
  ])('is unknown, not wrong, with %s', (_what, makefile) => {
    const build = walk(`${head}RUN make install\n`, files(makefile));
    expect(build.failures).toEqual([]);
    expect(stepAt(build, 3).bytes.unknown).toEqual(['what `make install` does']);
  });

  it('ends in bounded time whatever its rules say', () => {
    const rules = Array.from(
      { length: 500 },
      (_, index) =>
        `t${index}: ${Array.from({ length: 20 }, (_each, other) => `t${(index + other + 1) % 500}`).join(' ')}\n\ttrue\n`,
    );
    expect(failuresOf(`.PHONY: ${rules.map((_, index) => `t${index}`).join(' ')}\n${rules.join('')}`)).toEqual([]);
  });
});

describe('a makefile', () => {
  it('never throws, whatever it holds', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('a: b', '\tcmd $(X)', 'X := $(Y)', '.PHONY: a', '#', 'a:: c ; d', '\\'),
    );
    fc.assert(fc.property(fc.array(line), (all) => readMakefile(all.join('\n')) !== undefined));
    fc.assert(fc.property(fc.string(), (text) => expandMake(text, () => text) !== undefined));
  });
});
