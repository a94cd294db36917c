import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis } from './analysis';
import { catalog, consumer, makeProject, today } from './build/testing/project';
import type { Estimate } from './estimate';
import { analyze, rulesetVersion } from './index';
import type { Project } from './project';

const run = (project: Project) => analyze(project, { catalog, today });
const analyzeText = (text: string, files: Readonly<Record<string, string>> = consumer) => run(makeProject(text, files));

/** Every estimate in an analysis, wherever it stands. */
function findEstimates(value: unknown): Estimate[] {
  if (value === null || typeof value !== 'object') return [];
  const inside = Object.values(value).flatMap(findEstimates);
  return isEstimate(value) ? [value, ...inside] : inside;
}

function isEstimate(value: object): value is Estimate {
  return 'low' in value && 'likely' in value && 'high' in value;
}

const instructions = [
  'FROM python:3.13-slim',
  'FROM python:3.13-slim AS builder',
  'FROM ubuntu:24.04',
  'FROM builder',
  'FROM python:3.12-alpine AS other',
  'FROM $MISSING',
  'FROM scratch',
  'FROM 0',
  'ARG VERSION=1',
  'ENV PATH=/opt/venv/bin:$PATH',
  'WORKDIR app',
  'WORKDIR /srv/..',
  'USER nobody',
  'COPY . .',
  'COPY requirements.txt /',
  'COPY src/*.py /app/',
  'COPY --from=builder /opt/venv /opt/venv',
  'COPY --from=0 / /',
  'COPY --from=9 /a /b',
  'ADD https://example.org/a.tar.gz /tmp/',
  'RUN apt-get update && apt-get install -y python3-pip gcc && rm -rf /var/lib/apt/lists/*',
  'RUN python -m venv /opt/venv',
  'RUN pip install -r requirements.txt',
  'RUN pip install --user flask && chown -R nobody /root',
  'RUN rm -rf / && mv /app /srv || true',
  'RUN if true; then cp -r /app /copy; fi',
  'RUN --mount=type=bind,target=/mnt pip install -r /mnt/requirements.txt',
  'RUN cat <<EOF > /x\n$(whoami)\nEOF',
  'RUN ["pip", "install", "django"]',
  'SHELL ["/bin/bash", "-c"]',
  'ENTRYPOINT ["python"]',
  'CMD ["src/main.py"]',
  'CMD gunicorn main:app',
  'HEALTHCHECK NONE',
  'ONBUILD RUN true',
  'NONSENSE here',
  'RUN',
];

const dockerfiles = fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...instructions) }, fc.string()), {
  maxLength: 25,
});

describe('analyze', () => {
  it('gives plain data that JSON keeps whole', () => {
    const analysis = analyzeText(
      'FROM python:3.13-slim\nCOPY . .\nRUN pip install -r requirements.txt\nCMD ["python", "src/main.py"]\n',
    );
    expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
    expect(analysis.ruleset).toBe(rulesetVersion);
  });

  it('gives each step its lines, the last one of a continuation too', () => {
    const { stages } = analyzeText(
      '# app\nFROM python:3.13-slim\nRUN apt-get update \\\n  && apt-get install -y curl\nCMD ["python"]\n',
    );
    expect(stages[0]?.steps.map(({ line, lastLine, text }) => [line, lastLine, text])).toEqual([
      [2, 2, 'FROM python:3.13-slim'],
      [3, 4, 'RUN apt-get update && apt-get install -y curl'],
      [5, 5, 'CMD ["python"]'],
    ]);
  });

  it('lists the layers of the final image, base first, those of lower stages included', () => {
    const { layers } = analyzeText(
      'FROM python:3.13-slim AS base\nWORKDIR /app\nENV A=1\nFROM base\nCOPY src .\nCMD ["x"]\n',
    );
    expect(layers).toEqual(['0:0', '0:1', '1:1']);
  });

  it('lists the packages of the final image, and of no other', () => {
    const { pythonPackages } = analyzeText(
      'FROM python:3.13-slim AS one\nRUN pip install django\nFROM python:3.13-slim\nRUN pip install flask\n',
    );
    const names = pythonPackages.map((entry) => entry.name);
    expect(names).toEqual(expect.arrayContaining(['flask', 'werkzeug', 'pip']));
    expect(names).not.toContain('django');
  });

  it('works out a rebuild for every file that the editor shows', () => {
    const { rebuilds } = analyzeText('FROM python:3.13-slim\nCOPY src .\n');
    expect(rebuilds.map(({ path, steps }) => [path, steps])).toEqual([
      ['Dockerfile', []],
      ['requirements.txt', []],
      ['src/main.py', ['0:1']],
    ]);
  });
});

describe('bad input is a result', () => {
  it.each([
    ['an empty Dockerfile', ''],
    ['only comments', '# nothing\n# here\n'],
    ['no FROM', 'RUN true\nCOPY a b\n'],
    ['binary', '\u0000\u0001\u007fELF\u0000\n\u0000'],
    ['a byte order mark and CRLF', '\ufeffFROM python:3.13-slim\r\nRUN true\r\n'],
    ['an unterminated heredoc', 'FROM python:3.13-slim\nRUN <<EOF\ntrue\n'],
    ['an unterminated quote', 'FROM python:3.13-slim\nRUN echo "x\n'],
    ['stages in a circle', 'FROM b AS a\nFROM a AS b\nFROM c AS c\nCOPY --from=d /x /x\n'],
    ['a variable that refers to itself', 'ARG A=$A$A\nFROM $A\nENV B=$B$B$B\nRUN true\n'],
    ['paths that climb out', 'FROM python:3.13-slim\nWORKDIR ../../..\nCOPY ../../x ../../y\nRUN rm -rf ../../..\n'],
  ])('%s', (_, text) => {
    const analysis = analyzeText(text);
    expect(analysis.score.points).toBeLessThanOrEqual(100);
    expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
  });

  it('a project without its Dockerfile', () => {
    const analysis = run({ dockerfile: 'nowhere/Dockerfile', files: [], bulk: [] });
    expect(analysis).toMatchObject({ target: null, stages: [], layers: [], kinds: [] });
    expect(analysis.size.classic.likely).toBe(0);
  });

  it('200 stages, each built on the one before', () => {
    const lines = Array.from(
      { length: 200 },
      (_, at) => `FROM ${at === 0 ? 'python:3.13-slim' : `s${at - 1}`} AS s${at}\nRUN pip install flask==${at}.0`,
    );
    expect(analyzeText(`${lines.join('\n')}\n`).stages).toHaveLength(200);
  });

  it('a Dockerfile of a megabyte', () => {
    const line = 'RUN pip install flask && apt-get update && rm -rf /var/lib/apt/lists/*\n';
    const analysis = analyzeText(`FROM python:3.13-slim\n${line.repeat(Math.floor(1_000_000 / line.length))}`);
    expect(analysis.size.classic.likely).toBeGreaterThan(100e6);
    // Some seconds of work, more beside other tests.
  }, 90_000);

  it('a context of 20,000 files, copied three times', () => {
    const files = Array.from({ length: 20_000 }, (_, at) => ({ path: `src/f${at}.py`, text: 'x' }));
    const text = 'FROM python:3.13-slim\nCOPY . /a\nCOPY src /b\nRUN chown -R 1000 /a && rm -rf /b\n';
    const analysis = run({ dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text }, ...files], bulk: [] });
    expect(analysis.kinds.find((entry) => entry.kind === 'waste')?.bytes.likely).toBeGreaterThan(40_000);
  });
});

describe('of any Dockerfile', () => {
  it('analyze returns, with ranges in order, steps within the text and layers that exist', () => {
    fc.assert(
      fc.property(dockerfiles, (lines) => {
        const text = lines.join('\n');
        const analysis = analyzeText(text);
        for (const { low, likely, high } of findEstimates(analysis)) {
          expect(low).toBeLessThanOrEqual(likely);
          expect(likely).toBeLessThanOrEqual(high);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(high)).toBe(true);
        }
        const steps = analysis.stages.flatMap((stage) => stage.steps);
        const ids = new Set(steps.map((step) => step.id));
        expect(ids.size).toBe(steps.length);
        expect(analysis.layers.every((id) => ids.has(id))).toBe(true);
        expect(steps.every(({ range }) => range.start >= 0 && range.end <= text.length)).toBe(true);
        expect(analysis.failures.every(({ range }) => range.end <= text.length && range.start < range.end)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('analysing twice gives the same', () => {
    fc.assert(
      fc.property(dockerfiles, (lines) => {
        const text = lines.join('\n');
        expect(analyzeText(text)).toEqual(analyzeText(text));
      }),
      { numRuns: 50 },
    );
  });

  it('the name of a stage changes nothing', () => {
    const rename = (text: string) => text.replaceAll('builder', 'compile');
    const figures = ({ size, cold, score, layers, rebuilds, failures }: Analysis) => ({
      size,
      cold,
      points: score.points,
      layers,
      rebuilds: rebuilds.map(({ path, steps }) => ({ path, steps })),
      failures: failures.map(({ code, line }) => ({ code, line })),
    });
    fc.assert(
      fc.property(dockerfiles, (lines) => {
        const text = lines.join('\n');
        const renamed = JSON.stringify(figures(analyzeText(rename(text))));
        expect(JSON.parse(renamed.replaceAll('compile', 'builder'))).toEqual(figures(analyzeText(text)));
      }),
      { numRuns: 150 },
    );
  });
});
