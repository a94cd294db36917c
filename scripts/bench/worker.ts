import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describeNeeds } from '@/components/workbench/catalog-loader';
import { selectKnowledge } from '@/lib/analyzer/all-knowledge';
import { analyzeBare } from '@/lib/analyzer/analyze-bare';
import { completeCatalog } from '@/lib/analyzer/catalog/complete';
import { findNeededParts, joinCatalog } from '@/lib/analyzer/catalog/parts';
import type { Project } from '@/lib/analyzer/project';
import { drawTable } from './measure';
import { type Load, sumLoads, textsModule, weighModule, workerModule } from './weigh-worker';

// npm run bench -- worker: what the worker of the analyzer loads, and when: minified, and gzipped as it is served. Bundled
// by esbuild; the bundler of the page cuts the same modules a little differently.
const inKilobytes = (bytes: number) => (bytes / 1_000).toFixed(1);
const readBytes = (file: string) => {
  const bytes = readFileSync(file);
  return { minified: bytes.length, zipped: gzipSync(bytes, { level: 9 }).length };
};

function rowOf(name: string, { minified, zipped }: Pick<Load, 'minified' | 'zipped'>, requests = 1): readonly string[] {
  return [name, String(requests), inKilobytes(minified), inKilobytes(zipped)];
}

function makeProject(dockerfile: string, files: Readonly<Record<string, string>>): Project {
  const all = Object.entries({ Dockerfile: dockerfile, ...files });
  return { dockerfile: 'Dockerfile', files: all.map(([path, text]) => ({ path, text })), bulk: [] };
}

const plain = makeProject(
  'FROM python:3.13-slim\nWORKDIR /app\nENV PYTHONUNBUFFERED=1\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nUSER 1000\nEXPOSE 8000\nCMD ["gunicorn", "--bind", "0.0.0.0:8000", "main:app"]\n',
  {
    'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n',
    'main.py': 'import flask\n\napp = flask.Flask(__name__)\n',
  },
);

const company = makeProject(
  [
    'ARG PYTHON=3.13',
    'FROM python:${PYTHON}-slim AS build',
    'RUN apt-get update \\',
    '    && apt-get install -y --no-install-recommends gcc libpq-dev \\',
    '    && rm -rf /var/lib/apt/lists/*',
    'RUN python -m venv /opt/venv',
    'ENV PATH="/opt/venv/bin:$PATH"',
    'COPY requirements.txt .',
    'RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt',
    '',
    'FROM python:${PYTHON}-slim',
    'ENV PATH="/opt/venv/bin:$PATH" PYTHONUNBUFFERED=1',
    'RUN apt-get update \\',
    '    && apt-get install -y --no-install-recommends libpq5 \\',
    '    && rm -rf /var/lib/apt/lists/* \\',
    '    && useradd --create-home app',
    'WORKDIR /app',
    'COPY --from=build /opt/venv /opt/venv',
    'COPY --chown=app:app . .',
    'USER app',
    'EXPOSE 8000',
    'HEALTHCHECK CMD ["python", "health.py"]',
    'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "main:app"]',
    '',
  ].join('\n'),
  {
    'requirements.txt': 'fastapi==0.115.6\ngunicorn==23.0.0\npsycopg2==2.9.10\nuvicorn==0.34.0\n',
    'main.py': 'import fastapi\n\napp = fastapi.FastAPI()\n',
    'health.py': 'import urllib.request\n\nurllib.request.urlopen("http://localhost:8000", timeout=3)\n',
    '.dockerignore': '.git\n',
  },
);

const coreFile = 'content/catalog-core.generated.json';
const partFile = (name: string) => `content/catalog/parts/${name}.json`;

/** The parts of what is known, and of the catalog, that the worker loads for a project, found as it finds them. */
function findParts(project: Project): { readonly parts: ReadonlySet<string>; readonly documents: readonly string[] } {
  const parts = new Set<string>();
  const documents = [coreFile];
  let catalog = completeCatalog(JSON.parse(readFileSync(coreFile, 'utf8')));
  for (let isWhole = false; !isWhole; ) {
    const answer = analyzeBare(project, { catalog, today: '2026-11-01' }, selectKnowledge(parts));
    const bases = answer.analysis.stages.map((stage) => stage.profile);
    const names = findNeededParts(describeNeeds(project, bases), catalog);
    isWhole = names.length === 0 && answer.parts.every((part) => parts.has(part));
    for (const part of answer.parts) parts.add(part);
    for (const name of names) {
      documents.push(partFile(name));
      catalog = joinCatalog(catalog, completeCatalog(JSON.parse(readFileSync(partFile(name), 'utf8'))), name);
    }
  }
  return { parts, documents };
}

const worker = await weighModule(workerModule);
const texts = await weighModule(textsModule);
const loadOf = (part: string) => worker.later.find(({ entry }) => entry === `lib/analyzer/parts/${part}.ts`);

/** What is loaded for a project until its first whole answer: scripts one by one and together, then data. */
function drawProject(name: string, project: Project): string {
  const { parts, documents } = findParts(project);
  const loads = [...parts].toSorted().flatMap((part) => loadOf(part) ?? []);
  const inWorker = sumLoads([worker.start, ...loads]);
  return drawTable(
    [name, 'requests', ...head],
    [
      rowOf('the first chunk of the worker', worker.start, worker.start.files.length),
      ...loads.map((load) => rowOf(load.entry, load, load.files.length)),
      rowOf('all scripts of the worker', inWorker, inWorker.requests),
      rowOf('the texts of rules, beside it', texts.start, texts.start.files.length),
      ...documents.map((file) => rowOf(file, readBytes(file))),
    ],
  );
}

const head = ['kB minified', 'kB gzipped'];
const rooms = [...worker.start.rooms].toSorted(([, one], [, other]) => other - one).slice(0, 12);
const everything = sumLoads([worker.start, ...worker.later]);
const forAnalyses = sumLoads([
  worker.start,
  ...worker.later.filter(({ entry }) => entry.startsWith('lib/analyzer/parts/')),
]);
process.stdout.write(
  [
    drawTable(
      ['The first chunk', 'kB minified'],
      rooms.map(([room, bytes]) => [room, inKilobytes(bytes)]),
    ),
    drawProject('A plain Dockerfile', plain),
    drawProject('Two stages, apt, a virtual environment, a health check', company),
    drawTable(
      ['Whatever is asked', 'requests', ...head],
      [
        ...worker.later.map((load) => rowOf(load.entry, load, load.files.length)),
        rowOf('the first chunk and every part', forAnalyses, forAnalyses.requests),
        rowOf('all scripts of the worker', everything, everything.requests),
        rowOf('the texts of rules, beside it', texts.start, texts.start.files.length),
      ],
    ),
    '',
  ].join('\n\n'),
);
