import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateMarker, linuxEnvironment } from './marker';

const python313 = linuxEnvironment('3.13');

describe('an environment marker', () => {
  it.each([
    ['a version by number, not by letter', 'python_version >= "3.9"', true],
    ['a version that is too high', "python_version < '3.11'", false],
    ['a literal in front', '"3.9" <= python_version', true],
    ['a version on another platform', "sys_platform == 'win32' and python_version > '3'", false],
    ['one of two', "sys_platform == 'win32' or python_version > '3'", true],
    ['and before or', "python_version > '3' or sys_platform == 'win32' and os_name == 'nt'", true],
    ['brackets', "(python_version > '3' or sys_platform == 'win32') and os_name == 'nt'", false],
    ['the implementation', "platform_python_implementation != 'PyPy' and implementation_name == 'cpython'", true],
    ['a machine in a list', "platform_machine in 'x86_64 AMD64 aarch64'", true],
    ['a machine not in a list', "platform_machine not in 'x86_64 AMD64'", false],
    ['a version in a list', "python_version in '3.1 3.11'", false],
    ['a pattern of versions', "python_version == '3.*'", true],
    ['a compatible release', "python_version ~= '3.10'", true],
    ['the newest patch release of a minor version', "python_full_version < '3.13.1'", false],
    ['an old name', "python_implementation == 'CPython' and os.name == 'posix'", true],
    ['an extra that nobody asked for', "extra == 'socks'", false],
    ['the absence of an extra', "extra != 'socks'", true],
    ['no blanks', "python_version>='3.8'and(sys_platform=='linux')", true],
    ['an empty one', '  ', true],
  ])('is evaluated with %s', (_, marker, expected) => {
    expect(evaluateMarker(marker, python313)).toBe(expected);
  });

  it.each([
    ['an unknown variable', "python_flavour == 'x'"],
    ['two literals', "'a' == 'a'"],
    ['an open bracket', "(python_version > '3'"],
    ['an operator alone', '=='],
    ['words behind the end', "python_version > '3' python_version"],
    ['what only the machine knows', "platform_release >= '6'"],
    ['brackets without end', '('.repeat(5_000)],
    ['more than the bound', "python_version > '3' or ".repeat(2_000)],
  ])('is not known with %s', (_, marker) => {
    expect(evaluateMarker(marker, python313)).toBeNull();
  });

  it('is decided by what is known where that suffices', () => {
    const unknown = linuxEnvironment(null);
    expect(evaluateMarker("python_version < '3' and sys_platform == 'win32'", unknown)).toBe(false);
    expect(evaluateMarker("python_version < '3' or sys_platform == 'linux'", unknown)).toBe(true);
    expect(evaluateMarker("python_version < '3'", unknown)).toBeNull();
  });

  it('knows the extras and groups that are asked for, however they are written', () => {
    const environment = linuxEnvironment('3.12.4', undefined, ['My_Extra'], ['Dev']);
    expect(evaluateMarker("extra == 'my-extra'", environment)).toBe(true);
    expect(evaluateMarker("'my.extra' in extras and 'dev' in dependency_groups", environment)).toBe(true);
    expect(evaluateMarker("'docs' not in dependency_groups", environment)).toBe(true);
    expect(evaluateMarker("python_full_version >= '3.12.5'", environment)).toBe(false);
  });

  it('never throws, whatever is written', () => {
    const pieces = fc.constantFrom(
      'python_version',
      'extra',
      "'3.9'",
      '"',
      '(',
      ')',
      'and',
      'or',
      'not',
      'in',
      '<',
      '==',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join(' ')),
        ),
        (marker) => {
          expect([true, false, null]).toContain(evaluateMarker(marker, python313));
        },
      ),
    );
  });

  it('is the other way round when it is negated by its parts', () => {
    const minor = fc.integer({ min: 0, max: 30 }).map((number) => `3.${number}`);
    fc.assert(
      fc.property(minor, minor, (version, limit) => {
        const environment = linuxEnvironment(version);
        const below = evaluateMarker(`python_version < "${limit}"`, environment);
        expect(evaluateMarker(`python_version >= "${limit}"`, environment)).toBe(below === false);
        expect(evaluateMarker(`"${limit}" > python_version`, environment)).toBe(below);
      }),
    );
  });
});
