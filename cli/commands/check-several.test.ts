import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { analysisDocument } from '../document';
import { severalDocuments } from '../several-documents';
import { type FixtureFolder, makeFixtureFolder } from '../testing/fixture-folder';

const careful = 'FROM python:3.13-slim\nUSER nobody\nCMD ["python", "-c", "print(1)"]\n';
const careless = 'FROM python:latest\nWORKDIR /app\nCOPY main.py .\nRUN pip install flask\nCMD ["python", "main.py"]\n';

let folder: FixtureFolder;

beforeAll(() => {
  folder = makeFixtureFolder({
    'one/Dockerfile': careless,
    'one/main.py': 'import flask\n',
    'one/docker/test.Dockerfile': careful,
    'two/services/web/Dockerfile': careless,
    'two/services/web/main.py': 'import flask\n',
    'two/docker/web.Dockerfile': careless,
    'two/docker/main.py': 'import flask\n',
    'odd/100%, a:b.Dockerfile': 'FROM python:latest\nRUN pip install \\\n  flask\n',
    'none/main.py': '',
    'binary/Dockerfile': Uint8Array.of(0, 1),
  });
});

afterAll(() => folder.remove());

const encode = (text: string) => ({ readStandardInput: () => new TextEncoder().encode(text) });
const readSeveral = (...given: string[]) =>
  severalDocuments.parse(JSON.parse(folder.layerwise(['check', ...given, '--format=json']).stdout));

describe('a check of several Dockerfiles', () => {
  it('is one document that holds one for each, and fits the schema that is written down', () => {
    const { stdout, status } = folder.layerwise(['check', 'one', 'two', '--format=json']);
    const file = path.resolve(import.meta.dirname, '../../docs/analyses.schema.json');
    const schema = z.fromJSONSchema(JSON.parse(readFileSync(file, 'utf8')));
    expect(schema.safeParse(JSON.parse(stdout)).error).toBeUndefined();
    const { documents, verdict } = severalDocuments.parse(JSON.parse(stdout));
    expect(documents.map(({ input }) => input.path)).toEqual([
      'one',
      'two/docker/web.Dockerfile',
      'two/services/web/Dockerfile',
    ]);
    expect(verdict.errors + verdict.warnings).toBe(
      documents.reduce((total, document) => total + document.verdict.errors + document.verdict.warnings, 0),
    );
    expect(verdict.passed).toBe(false);
    expect(status).toBe(1);
  });

  it('keeps the document of one for exactly one Dockerfile, named twice or found by a search', () => {
    for (const given of [['one', 'one/Dockerfile'], ['two/services'], ['one']]) {
      const { stdout } = folder.layerwise(['check', ...given, '--format=json']);
      expect(() => analysisDocument.parse(JSON.parse(stdout)), given.join()).not.toThrow();
    }
  });

  it('takes a folder for its own Dockerfile, and for all below it where they are asked for', () => {
    expect(readSeveral('one', '--all').documents.map(({ input }) => input.path)).toEqual([
      'one',
      'one/docker/test.Dockerfile',
    ]);
  });

  it('tells of each in turn for people, and of all at the end', () => {
    const { stdout } = folder.layerwise(['check', 'two', 'one/docker/test.Dockerfile', '--fail-on=warning']);
    expect(stdout).toMatch(/^two\/docker\/web\.Dockerfile {2}/m);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^3 Dockerfiles checked, \d failed: two\/docker\/web\.Dockerfile/,
    );
  });

  it('checks what it can and refuses the rest, with status 2', () => {
    const given = ['check', 'one', 'nowhere', 'none', 'binary', '--format=json'];
    const { status, stdout, stderr } = folder.layerwise(given);
    expect(status).toBe(2);
    const { documents, unusable, verdict } = severalDocuments.parse(JSON.parse(stdout));
    expect(documents).toHaveLength(1);
    expect(verdict.passed).toBe(false);
    expect(unusable).toEqual([
      expect.stringContaining('The folder "none" has no Dockerfile.'),
      expect.stringContaining('There is no file or folder "nowhere".'),
      expect.stringContaining('NUL bytes'),
    ]);
    expect(stderr.match(/^layerwise: /gm)).toHaveLength(3);
  });
});

describe('a check of the standard input', () => {
  it('misses no file of a context that it does not have, and says so', () => {
    const { stdout } = folder.layerwise(
      ['check', '-', '--format=json'],
      encode('FROM python:3.13-slim\nCOPY gone.txt /\n'),
    );
    const document = analysisDocument.parse(JSON.parse(stdout));
    expect(document.failures).toEqual([]);
    expect(document.input).toMatchObject({ path: '-', dockerfile: 'Dockerfile' });
    expect(document.input.notes.join()).toContain('without a build context');
  });

  it('goes by the name and the context that are given', () => {
    const given = ['check', '-', '--stdin-filename=docker/web.Dockerfile', '--context=one', '--format=json'];
    const { stdout } = folder.layerwise(given, encode('FROM python:3.13-slim\nCOPY gone.txt /\n'));
    const document = analysisDocument.parse(JSON.parse(stdout));
    expect(document.failures.map(({ code }) => code)).toEqual(['missing-source']);
    expect(document.input.path).toBe('docker/web.Dockerfile');
  });
});

describe('a check of a folder', () => {
  it('knows the whole context, even beside a lone Dockerfile', () => {
    folder.write('lone/Dockerfile', 'FROM python:3.13-slim\nCOPY gone.txt /\n');
    const codes = (...given: string[]) =>
      analysisDocument
        .parse(JSON.parse(folder.layerwise(['check', ...given, '--format=json']).stdout))
        .failures.map(({ code }) => code);
    expect(codes('lone')).toEqual(['missing-source']);
    expect(codes('lone/Dockerfile')).toEqual([]);
    expect(codes('lone/Dockerfile', '--context=lone')).toEqual(['missing-source']);
  });
});

/** What SARIF 2.1.0 demands of the parts that we write. */
const region = z.object({
  startLine: z.number().int().positive(),
  startColumn: z.number().int().positive(),
  endLine: z.number().int().positive(),
  endColumn: z.number().int().positive(),
  charOffset: z.number().int().nonnegative(),
  charLength: z.number().int().nonnegative(),
});
const message = z.object({ text: z.string().min(1) });
const artifactLocation = z.object({ uri: z.string().min(1), uriBaseId: z.literal('%SRCROOT%').optional() });
const level = z.enum(['error', 'warning', 'note']);
const sarif = z.object({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.object({
      tool: z.object({
        driver: z.object({
          name: z.literal('layerwise'),
          version: z.string(),
          semanticVersion: z.string(),
          rules: z.array(
            z.object({
              id: z.string(),
              name: z.string().regex(/^[A-Z][A-Za-z0-9]*$/),
              shortDescription: message,
              fullDescription: message,
              help: message,
              helpUri: z.url().optional(),
              defaultConfiguration: z.object({ level, enabled: z.boolean() }),
            }),
          ),
        }),
      }),
      columnKind: z.literal('utf16CodeUnits'),
      invocations: z.array(
        z.object({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(z.object({ level, message })),
        }),
      ),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.number().int().nonnegative(),
          level,
          message,
          locations: z.array(z.object({ physicalLocation: z.object({ artifactLocation, region }) })).min(1),
          partialFingerprints: z.record(z.string(), z.string().regex(/^[0-9a-f]{32}$/)),
          fixes: z
            .array(
              z.object({
                description: message,
                artifactChanges: z
                  .array(
                    z.object({
                      artifactLocation,
                      replacements: z
                        .array(z.object({ deletedRegion: region, insertedContent: message.optional() }))
                        .min(1),
                    }),
                  )
                  .min(1),
              }),
            )
            .optional(),
        }),
      ),
    }),
  ]),
});

function readSarif(...given: string[]) {
  return sarif.parse(JSON.parse(folder.layerwise(['check', ...given, '--format=sarif']).stdout)).runs[0];
}

describe('a check as SARIF', () => {
  it('has every rule that fired once, with its help, and every result names its own', () => {
    const { tool, results } = readSarif('one', 'two');
    const { rules } = tool.driver;
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(results.length).toBeGreaterThan(3);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    expect(rules.find(({ id }) => id === 'no-pip-cache')?.help.text).toContain('DL3042');
  });

  it('points at the exact place, with a path relative to the folder of the call', () => {
    const { results } = readSarif('one');
    const latest = results.find(({ ruleId }) => ruleId === 'latest-base')?.locations[0]?.physicalLocation;
    expect(latest?.artifactLocation).toEqual({ uri: 'one/Dockerfile', uriBaseId: '%SRCROOT%' });
    expect(latest?.region).toMatchObject({
      startLine: 1,
      startColumn: 6,
      endLine: 1,
      endColumn: 19,
      charOffset: 5,
      charLength: 13,
    });
  });

  it('has the fixes, as replacements', () => {
    const fix = readSarif('one').results.find(({ ruleId }) => ruleId === 'no-pip-cache')?.fixes?.[0];
    const replacement = fix?.artifactChanges[0]?.replacements[0];
    expect(replacement?.insertedContent?.text).toContain('--no-cache-dir');
    expect(replacement?.deletedRegion.charLength).toBe(0);
  });

  it('leads from a rule to its page where a site is named', () => {
    const pages = (...given: string[]) =>
      readSarif('one', ...given)
        .tool.driver.rules.filter(({ id }) => id === 'no-pip-cache')
        .map(({ helpUri }) => helpUri);
    expect(pages()).toEqual([undefined]);
    expect(pages('--site', 'https://learn.example')).toEqual(['https://learn.example/rules/no-pip-cache']);
    expect(pages('--site=https://example.org/docker/')).toEqual(['https://example.org/docker/rules/no-pip-cache']);
    const named = folder.layerwise(['check', 'one', '--format=sarif'], {
      environment: { SITE_URL: 'https://a.example' },
    });
    expect(named.stdout).toContain('"helpUri": "https://a.example/rules/no-pip-cache"');
  });

  it('encodes odd names', () => {
    const uris = readSarif('odd/100%, a:b.Dockerfile').results.map(
      (r) => r.locations[0]?.physicalLocation.artifactLocation.uri,
    );
    expect(new Set(uris)).toEqual(new Set(['odd/100%25%2C%20a%3Ab.Dockerfile']));
  });

  it('gives fingerprints that stay when lines above are added, and differ from each other', () => {
    const before = readSarif('one').results.map((result) => [result.ruleId, result.partialFingerprints]);
    folder.write('one/Dockerfile', `# A comment\n\n${careless}`);
    const after = readSarif('one').results.map((result) => [result.ruleId, result.partialFingerprints]);
    folder.write('one/Dockerfile', careless);
    expect(after).toEqual(before);
    expect(new Set(before.map((each) => JSON.stringify(each))).size).toBe(before.length);
  });

  it('has rules of their own for failures and for what cannot be read', () => {
    folder.write('broken/Dockerfile', 'FORM x\n');
    folder.write(
      'failing/Dockerfile',
      'FROM python:3.13-slim\nRUN pip install --install-option=x flask\nCOPY gone.txt /\n',
    );
    const ids = (name: string) => readSarif(name).tool.driver.rules.map(({ id }) => id);
    expect(ids('broken').some((id) => id.startsWith('syntax/'))).toBe(true);
    expect(ids('failing').length).toBeGreaterThan(0);
    expect(readSarif('failing').results.some(({ level }) => level === 'error')).toBe(true);
  });

  it('tells what could not be checked', () => {
    const { invocations } = readSarif('one', 'nowhere');
    expect(invocations[0]).toMatchObject({ executionSuccessful: false });
    expect(invocations[0]?.toolExecutionNotifications[0]?.message.text).toContain('nowhere');
  });
});

describe('a check as GitHub annotations', () => {
  const annotate = (...given: string[]) =>
    folder
      .layerwise(['check', ...given, '--format=github'])
      .stdout.trimEnd()
      .split('\n');

  it('is one workflow command for each notice', () => {
    const lines = annotate('one');
    for (const line of lines)
      expect(line).toMatch(/^::(error|warning|notice) file=one\/Dockerfile,line=\d+,.*title=[^:,]+::\S/);
    expect(lines).toContainEqual(
      expect.stringMatching(/^::warning file=one\/Dockerfile,line=1,col=6,endColumn=19,title=latest-base::/),
    );
  });

  it('escapes what would end a property or a command', () => {
    for (const line of annotate('odd/100%, a:b.Dockerfile'))
      expect(line).toContain('file=odd/100%25%2C a%3Ab.Dockerfile,');
  });

  it('gives lines, and no columns, of a place on several lines', () => {
    folder.write('long/Dockerfile', 'FROM python:3.13-slim\nRUN <<EOF\ncd /srv\nfalse\ntrue\nEOF\n');
    const several = annotate('long').filter((line) => line.includes('endLine='));
    for (const line of several) expect(line).not.toContain('col=');
  });
});
