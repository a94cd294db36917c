import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRequirementArgument, readRequirements } from './requirements';

const read = (text: string) => readRequirements('requirements.txt', text);
const only = (text: string) => {
  const { requirements } = read(text);
  expect(requirements).toHaveLength(1);
  return requirements[0];
};

describe('one requirement', () => {
  const cases: [sentence: string, text: string, expected: Record<string, unknown>][] = [
    ['a bare name allows every version', 'Flask', { name: 'flask', specifier: '', pinned: null, kind: 'name' }],
    ['two equals signs pin', 'pandas==2.2.3', { name: 'pandas', specifier: '==2.2.3', pinned: '2.2.3' }],
    ['three equals signs pin', 'pandas===2.2.3', { pinned: '2.2.3' }],
    ['a wildcard pins nothing', 'pandas==2.*', { specifier: '==2.*', pinned: null }],
    ['a range pins nothing', 'pandas>=2,<3', { specifier: '>=2,<3', pinned: null }],
    ['blanks around clauses are allowed', 'pandas >= 2 , < 3', { name: 'pandas', specifier: '>= 2 , < 3' }],
    ['brackets around clauses are allowed', 'pandas (>=2)', { specifier: '>=2' }],
    ['names are normalised', 'Ruamel__yaml.Clib', { name: 'ruamel-yaml-clib' }],
    [
      'extras are read',
      'uvicorn[standard, Http_Tools]==0.34.0',
      { extras: ['standard', 'http-tools'], pinned: '0.34.0' },
    ],
    ['empty extras are none', 'uvicorn[]', { extras: [] }],
    [
      'a marker is kept apart',
      "tomli==2.0 ; python_version < '3.11'",
      { pinned: '2.0', marker: "python_version < '3.11'" },
    ],
    ['a marker may stand close', 'tomli;python_version<"3.11"', { name: 'tomli', marker: 'python_version<"3.11"' }],
    ['a name may have a URL', 'demo @ https://example.org/demo.zip', { name: 'demo', kind: 'url', pinned: null }],
    ['such a URL may have a marker', 'demo @ file:///d.whl ; os_name=="nt"', { kind: 'url', marker: 'os_name=="nt"' }],
    ['a wheel names what it holds', 'https://example.org/My_Lib-1.0-py3-none-any.whl', { name: 'my-lib', kind: 'url' }],
    ['a local wheel is a path', './dist/my_lib-1.0-py3-none-any.whl', { name: 'my-lib', kind: 'path' }],
    ['a URL may name nothing', 'https://example.org/source.zip', { name: null, kind: 'url' }],
    [
      'an egg names the project',
      'git+https://example.org/a/b.git@v1#egg=b[x]',
      { name: 'b', extras: ['x'], kind: 'url' },
    ],
    ['a dot is a path', '.', { name: null, kind: 'path' }],
    ['a path may have extras', '.[dev,test]', { name: null, extras: ['dev', 'test'], kind: 'path' }],
    ['an editable path', '-e .[dev]', { name: null, extras: ['dev'], kind: 'editable' }],
    ['an editable path behind the long option', '--editable=./src', { kind: 'editable', text: '--editable=./src' }],
    ['an editable repository', '-e git+ssh://git@example.org/a.git#egg=A', { name: 'a', kind: 'editable' }],
    ['an environment variable stays as written', 'git+https://${TOKEN}@example.org/a.git', { name: null, kind: 'url' }],
    ['a hash is seen', 'six==1.17.0 --hash=sha256:abc', { pinned: '1.17.0', hashed: true, specifier: '==1.17.0' }],
    ['a hash may follow on the next line', 'six==1.17.0 \\\n    --hash=sha256:abc', { hashed: true }],
    ['a comment is no part', 'six==1.17.0 # for old code', { text: 'six==1.17.0' }],
    ['a hash sign inside of a word is no comment', 'git+https://example.org/a#egg=a', { name: 'a' }],
  ];
  it.each(cases)('%s', (_sentence, text, expected) => {
    expect(only(text)).toMatchObject(expected);
  });

  const refused = ['==1.0', 'flask=1.0', 'flask==', 'flask 1.0', 'flask[', 'two words', 'flask @ ', '?!'];
  it.each(refused)('%s is a problem and no requirement', (text) => {
    const file = read(text);
    expect(file.requirements).toEqual([]);
    expect(file.problems).toHaveLength(1);
    expect(file.problems[0]?.range).toEqual({ start: 0, end: text.trim().length });
  });
});

describe('a requirements file', () => {
  it('keeps the place of every requirement', () => {
    const text = '# tools\r\n  flask==3.0 \\\r\n  --hash=sha256:1 \\\r\n  --hash=sha256:2\r\n\r\nsix\r\n';
    const { requirements, problems } = read(text);
    expect(problems).toEqual([]);
    expect(requirements.map(({ name, range }) => [name, text.slice(range.start, range.end)])).toEqual([
      ['flask', 'flask==3.0 \\\r\n  --hash=sha256:1 \\\r\n  --hash=sha256:2'],
      ['six', 'six'],
    ]);
    expect(requirements[0]?.text).toBe('flask==3.0   --hash=sha256:1   --hash=sha256:2');
  });

  it('reads includes in all their spellings', () => {
    const { includes } = read('-r base.txt\n-rdev.txt\n--requirement=a.txt\n--requirement "b c.txt"\n-c limits.txt\n');
    expect(includes.map(({ option, path }) => [option, path])).toEqual([
      ['-r', 'base.txt'],
      ['-r', 'dev.txt'],
      ['-r', 'a.txt'],
      ['-r', 'b c.txt'],
      ['-c', 'limits.txt'],
    ]);
  });

  it('reads the options of the whole file', () => {
    const text =
      '--index-url https://example.org/simple\n--no-binary :all:\n--pre\n-f ./wheels\n--extra-index-url=https://e.org';
    const { options, problems } = read(text);
    expect(problems).toEqual([]);
    expect(options.map((option) => option.text)).toEqual(text.split('\n'));
  });

  it.each([
    ['an unknown option', '--upgrade', '--upgrade'],
    ['an option without its value', '-r', '-r'],
    ['a switch with a value', '--pre=yes', '--pre=yes'],
    ['a hash without a requirement', '--hash=sha256:1', '--hash=sha256:1'],
    ['an unknown option behind a requirement', 'flask --upgrade', '--upgrade'],
  ])('%s is a problem', (_sentence, text, place) => {
    const { problems } = read(text);
    expect(problems.map(({ range }) => text.slice(range.start, range.end))).toEqual([place]);
  });

  it('ends a continuation at a line that is a comment', () => {
    const { requirements } = read('flask==3.0 \\\n# why\nsix\n');
    expect(requirements.map(({ name }) => name)).toEqual(['flask', 'six']);
  });

  it('loses what a comment with a backslash swallows, as pip does', () => {
    expect(read('flask # old \\\nsix\n').requirements.map(({ name }) => name)).toEqual(['flask']);
  });

  it('passes a byte order mark over', () => {
    expect(read('\uFEFFflask').requirements[0]).toMatchObject({ name: 'flask', range: { start: 1, end: 6 } });
  });

  it('refuses a file above its bound', () => {
    const file = read('a\n'.repeat(600_000));
    expect(file.requirements).toEqual([]);
    expect(file.problems).toHaveLength(1);
  });

  it('survives any text, with ranges inside of it, and says the same twice', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.stringMatching(/^[-a-z0-9[\]=<>~!;@#"'\\ .:/,+$(){}\t]{0,30}$/),
      fc.constantFrom('flask==1.0 \\', '-r a', '--hash=sha256:1', '# c', '-e .', "'", '"', '\\'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\r'), (lines, newline) => {
        const text = lines.join(newline);
        const file = read(text);
        expect(read(text)).toEqual(file);
        for (const { range } of [...file.requirements, ...file.includes, ...file.options, ...file.problems]) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

describe('an argument of pip install', () => {
  it('is read with the place that it is given', () => {
    expect(parseRequirementArgument('flask==3.0', 'Dockerfile', { start: 20, end: 30 })).toEqual({
      name: 'flask',
      extras: [],
      specifier: '==3.0',
      pinned: '3.0',
      hashed: false,
      marker: null,
      kind: 'name',
      text: 'flask==3.0',
      file: 'Dockerfile',
      range: { start: 20, end: 30 },
    });
  });

  it('may be editable', () => {
    expect(parseRequirementArgument('.', 'Dockerfile', { start: 0, end: 1 }, true)).toMatchObject({ kind: 'editable' });
  });

  it('is null where pip would refuse it', () => {
    expect(parseRequirementArgument('flask=1', 'Dockerfile', { start: 0, end: 7 })).toBeNull();
    expect(parseRequirementArgument('', 'Dockerfile', { start: 0, end: 0 })).toBeNull();
  });
});
