import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examplesOfRules } from '@/lib/analyzer/rules/examples.generated';
import { type FixtureFolder, makeFixtureFolder } from '../testing/fixture-folder';

const careless = `FROM python:3.13-slim
# Kept as it is.
WORKDIR /app
COPY   main.py   .
RUN apt-get update && apt-get install curl
RUN pip install flask==3.1.2
CMD ["python", "main.py"]
`;

let folder: FixtureFolder;

beforeEach(() => {
  folder = makeFixtureFolder({ 'web/Dockerfile': careless, 'web/main.py': 'import flask\n' });
});

afterEach(() => folder.remove());

const read = (name: string) => readFileSync(path.join(folder.path, name), 'utf8');
const encode = (text: string) => ({ readStandardInput: () => new TextEncoder().encode(text) });

/** What a fix prints for a text on the standard input. */
const fixText = (text: string, ...given: string[]) => folder.layerwise(['fix', '-', ...given], encode(text)).stdout;

describe('a fix', () => {
  it('prints the Dockerfile as it becomes, and writes nothing', () => {
    const { status, stdout, stderr } = folder.layerwise(['fix', 'web']);
    expect(status).toBe(0);
    expect(stdout).toBe(
      careless
        .replace('install curl', 'install -y curl && rm -rf /var/lib/apt/lists/*')
        .replace('pip install', 'pip install --no-cache-dir'),
    );
    expect(stderr).toMatch(/^web\/Dockerfile: 3 fixes\n/);
    expect(stderr).toContain('no-pip-cache: Add --no-cache-dir');
    expect(stderr).toMatch(/\d+ fix(es)? wants? your review first/);
    expect(read('web/Dockerfile')).toBe(careless);
  });

  it('prints the same for standard input', () => {
    expect(fixText(careless)).toBe(folder.layerwise(['fix', 'web']).stdout);
  });

  it('writes where it is told to, keeps the mode, and has nothing left to do', () => {
    chmodSync(path.join(folder.path, 'web/Dockerfile'), 0o640);
    const expected = folder.layerwise(['fix', 'web']).stdout;
    const { status, stdout, stderr } = folder.layerwise(['fix', 'web', '--write']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('web/Dockerfile: 3 fixes');
    expect(read('web/Dockerfile')).toBe(expected);
    expect(statSync(path.join(folder.path, 'web/Dockerfile')).mode & 0o777).toBe(0o640);
    expect(folder.layerwise(['fix', 'web', '--write']).stdout).toContain('nothing to fix');
    expect(read('web/Dockerfile')).toBe(expected);
  });

  it('prints a diff that other tools can apply', () => {
    const { stdout } = folder.layerwise(['fix', 'web', '--diff']);
    const [patch] = parsePatch(stdout);
    expect([patch?.oldFileName, patch?.newFileName]).toEqual(['a/web/Dockerfile', 'b/web/Dockerfile']);
    expect(applyPatch(careless, stdout)).toBe(folder.layerwise(['fix', 'web']).stdout);
  });

  it('applies what wants a review only where it is told to, other files included', () => {
    folder.write('web/Dockerfile', careless.replace('main.py', '.'));
    const diff = folder.layerwise(['fix', 'web', '--diff', '--review']).stdout;
    expect(diff).toContain('--- /dev/null\n+++ b/web/.dockerignore\n');
    expect(existsSync(path.join(folder.path, 'web/.dockerignore'))).toBe(false);
    folder.layerwise(['fix', 'web', '--write', '--review']);
    expect(read('web/.dockerignore')).toContain('.git');
    expect(read('web/Dockerfile')).toContain('USER ');
    expect(folder.layerwise(['fix', 'web', '--diff', '--review']).stdout).toBe('');
  });

  it('takes several files and folders, and one .dockerignore for two Dockerfiles beside each other', () => {
    folder.write('web/Dockerfile', careless.replace('main.py', '.'));
    folder.write('web/test.Dockerfile', careless.replace('main.py', '.'));
    const { status, stdout } = folder.layerwise(['fix', 'web', '--all', '--write', '--review']);
    expect(status).toBe(0);
    expect(stdout.match(/Beside the Dockerfile: .*\.dockerignore/g)).toHaveLength(1);
    expect(read('web/test.Dockerfile')).toContain('--no-cache-dir');
  });

  it('keeps line ends, a byte order mark and the end of the file', () => {
    const windows = `\ufeff${careless.trimEnd().replaceAll('\n', '\r\n')}`;
    for (const options of [[], ['--review']]) {
      const fixed = fixText(windows, ...options);
      expect(fixed.startsWith('\ufeffFROM')).toBe(true);
      expect(fixed).not.toMatch(/[^\r]\n/);
      expect(fixed).toContain('--no-cache-dir');
    }
    expect(fixText(windows).endsWith('"main.py"]')).toBe(true);
  });

  it('goes by the settings', () => {
    folder.write('web/layerwise.yaml', 'rules: {no-pip-cache: off}\n');
    expect(folder.layerwise(['fix', 'web']).stdout).not.toContain('--no-cache-dir');
  });

  it('leaves alone what a comment silences', () => {
    expect(fixText(careless.replace('RUN pip', '# hadolint ignore=DL3042\nRUN pip'))).not.toContain('--no-cache-dir');
  });

  it('colours a diff on a terminal, where nothing of the files can steer it', () => {
    folder.write('web/Dockerfile', `# \u001b[31m\n${careless}`);
    const terminal = { attached: true, columns: 80 };
    const { stdout } = folder.layerwise(['fix', 'web', '--diff'], { terminal });
    expect(stdout).toContain('\u001b[32m+');
    expect(stdout).not.toContain('# \u001b');
    expect(folder.layerwise(['fix', 'web'], { terminal }).stdout).not.toContain('\u001b');
  });
});

describe('what a fix does not write', () => {
  it.each([
    [['--write', '--diff'], 'exclude each other'],
    [['-', '--write'], 'Standard input cannot be written to'],
    [['web/Dockerfile'], 'Say --diff or --write'],
    [['nowhere', '--diff'], 'There is no file or folder "nowhere".'],
  ])('%j is refused', (given, message) => {
    const { status, stderr } = folder.layerwise(['fix', 'web', ...given]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(read('web/Dockerfile')).toBe(careless);
  });

  it('is a link that leads out of the build context', () => {
    folder.write('web/Dockerfile', careless.replace('main.py', '.'));
    folder.write('elsewhere', 'x\n');
    symlinkSync('../elsewhere', path.join(folder.path, 'web/.dockerignore'));
    const { status, stderr } = folder.layerwise(['fix', 'web', '--write', '--review']);
    expect(read('elsewhere')).toBe('x\n');
    expect(status).toBe(2);
    expect(stderr).toContain('".dockerignore" is there and could not be read, so it is not replaced.');
  });
});

describe('the fixes of all examples', () => {
  const texts = Object.entries(examplesOfRules).flatMap(([id, examples]) => examples.map(({ bad }) => ({ id, bad })));
  it('leave nothing to do when they are applied again', () => {
    // The safe ones alone and all of them, turn about: each run is an analysis or more.
    for (const [index, { id, bad }] of texts.entries()) {
      const options = index % 2 === 0 ? [] : ['--review'];
      const once = fixText(bad, ...options);
      expect(fixText(once, ...options), id).toBe(once);
    }
  }, 120_000);
});
