import { catalogSchema } from '@/lib/analyzer/catalog/types';
import { analyze } from '@/lib/analyzer/index';
import catalogRecords from '../content/catalog.generated.json';
import { version } from '../package.json';
import { help, type Request, readArguments } from './arguments';
import { type Checked, makeDocument } from './document';
import { readProject } from './read-project';
import { makePrintable, makeStyle, wantsColours } from './style';
import { drawReport } from './text-report';
import { judge } from './verdict';

const exitStatus = { clean: 0, found: 1, unusable: 2 } as const;

interface Outcome {
  readonly status: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

type CheckRequest = Extract<Request, { kind: 'check' }>;

const unusable = (message: string): Outcome => ({
  status: exitStatus.unusable,
  stderr: `layerwise: ${makePrintable(message)}\n`,
});

/** npm changes to the package's folder before it runs a script, and says where it was called from. */
function callersFolder(): string {
  const { INIT_CWD, npm_lifecycle_event } = process.env;
  return npm_lifecycle_event === 'layerwise' && INIT_CWD !== undefined ? INIT_CWD : process.cwd();
}

function draw(checked: Checked, request: CheckRequest): string {
  if (request.format === 'json') return `${JSON.stringify(makeDocument(checked), null, 2)}\n`;
  const { isTTY, columns } = process.stdout;
  const colours = wantsColours(isTTY === true, !request.colours, process.env);
  return drawReport(checked, makeStyle(colours, isTTY ? columns : undefined));
}

function check(request: CheckRequest): Outcome {
  const read = readProject(request.path, callersFolder());
  if (!read.ok) return unusable(read.message);
  const analysis = analyze(read.project, {
    catalog: catalogSchema.parse(catalogRecords),
    today: new Date().toISOString().slice(0, 10),
    ...(request.target === null ? {} : { target: request.target }),
  });
  if (request.target !== null && analysis.target === null && analysis.stages.length > 0) {
    const names = analysis.stages.map((stage) => stage.name ?? String(stage.index)).join(', ');
    return unusable(`There is no stage "${request.target}" in this Dockerfile; its stages are ${names}.`);
  }
  const verdict = judge(analysis, request.failOn);
  const checked = { path: request.path, version, project: read.project, notes: read.notes, analysis, verdict };
  return { status: verdict.passed ? exitStatus.clean : exitStatus.found, stdout: draw(checked, request) };
}

function run(request: Request): Outcome {
  switch (request.kind) {
    case 'help':
      return { status: exitStatus.clean, stdout: help };
    case 'version':
      return { status: exitStatus.clean, stdout: `${version}\n` };
    case 'misuse':
      return { status: exitStatus.unusable, stderr: `layerwise: ${makePrintable(request.message)}\n\n${help}` };
    case 'check':
      return check(request);
  }
}

// Whoever reads the output may stop early (`| head`): that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const outcome = run(readArguments(process.argv.slice(2)));
if (outcome.stderr !== undefined) process.stderr.write(outcome.stderr);
if (outcome.stdout !== undefined) process.stdout.write(outcome.stdout);
process.exitCode = outcome.status;
