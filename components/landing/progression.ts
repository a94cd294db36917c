import { analyze } from '@/lib/analyzer';
import type { Analysis, AnalyzeOptions, StepSummary } from '@/lib/analyzer/analysis';
import { type Project, readProjectFile } from '@/lib/analyzer/project';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import { compareRecordings } from '@/lib/recordings/compare';
import { findRecording } from '@/lib/recordings/match';
import type { Recording } from '@/lib/recordings/schema';
import { compareLines } from './lines';
import type { LandingBand, LandingLine, LandingStep } from './types';

type Side = 'start' | 'solution';

/** The content that the states rest on. */
export interface ProgressionContent {
  readonly lessons: readonly (Readonly<Record<Side, Project>> & { readonly track: string; readonly name: string })[];
  readonly recordings: readonly Recording[];
  readonly catalog: AnalyzeOptions['catalog'];
}

/** A state of the files: the Dockerfile of one lesson's side, or of a recording, over the other files of a lesson's side. */
interface State {
  readonly title: string;
  readonly text: string;
  readonly dockerfile: { readonly lesson: string; readonly side: Side } | { readonly recording: string };
  readonly rest: { readonly lesson: string; readonly side: Side };
}

const track = 'queue-consumer';

const states: readonly State[] = [
  {
    title: 'Ubuntu, and Python from apt',
    text: 'A small service with six requirements. Asking apt for pip also brings a compiler, which nothing here uses.',
    dockerfile: { lesson: '01-ubuntu', side: 'start' },
    rest: { lesson: '01-ubuntu', side: 'start' },
  },
  {
    title: 'Only what is asked for',
    text: 'One flag leaves out what apt merely recommends; its package lists go in the same layer.',
    dockerfile: { lesson: '01-ubuntu', side: 'solution' },
    rest: { lesson: '01-ubuntu', side: 'start' },
  },
  {
    title: 'A base that has Python already',
    text: 'The slim image brings Python and little else, so the apt step goes, and with it most of the build time.',
    dockerfile: { lesson: '02-slim', side: 'solution' },
    rest: { lesson: '01-ubuntu', side: 'start' },
  },
  {
    title: 'Only what the program imports',
    text: 'Formatters are for whoever writes the code. The image never sees their requirements.',
    dockerfile: { lesson: '02-slim', side: 'solution' },
    rest: { lesson: '02-slim', side: 'solution' },
  },
  {
    title: 'An image is an environment already',
    text: 'A virtual environment brings a second pip. The program can use the base’s own Python.',
    dockerfile: { recording: 'queue-slim-system' },
    rest: { lesson: '02-slim', side: 'solution' },
  },
];

/** Below these a line costs next to nothing: 0.1 MB, half a second. */
const leastBytes = 100_000;
const leastSeconds = 0.5;

/** The states of the landing page's Dockerfile, analysed. Throws where a lesson that they rest on is gone. */
export function composeProgression(content: ProgressionContent, today: string): readonly LandingStep[] {
  const projects = states.map((state) => composeProject(content, state));
  const recordings = projects.map((project) => findRecorded(content, project));
  return projects.map((project, index) => {
    const state = states[index];
    if (state === undefined) throw new RangeError('more projects than states');
    const analysis = analyze(project, { catalog: content.catalog, today });
    const recorded = describeRecorded(recordings[index] ?? null, recordings[0] ?? null);
    return { ...describeState(state, project, projects[index - 1] ?? null, analysis), recorded };
  });
}

function composeProject(content: ProgressionContent, { dockerfile, rest }: State): Project {
  const project = findSide(content, rest);
  const text =
    'recording' in dockerfile
      ? findRecordedDockerfile(content, dockerfile.recording)
      : readText(findSide(content, dockerfile), project.dockerfile);
  return {
    ...project,
    files: project.files.map((file) => (file.path === project.dockerfile ? { ...file, text } : file)),
  };
}

function findSide({ lessons }: ProgressionContent, { lesson: name, side }: State['rest']): Project {
  const lesson = lessons.find((candidate) => candidate.track === track && candidate.name === name);
  if (lesson === undefined) throw new Error(`The landing page shows lesson ${track}/${name}, which does not exist.`);
  return lesson[side];
}

function findRecordedDockerfile({ recordings }: ProgressionContent, id: string): string {
  const recording = recordings.find((candidate) => candidate.id === id);
  if (recording === undefined) throw new Error(`The landing page shows recording ${id}, which does not exist.`);
  return recording.instructions.join('\n');
}

function readText(project: Project, path: string): string {
  return readProjectFile(project, path) ?? '';
}

function describeState(
  state: State,
  project: Project,
  before: Project | null,
  analysis: Analysis,
): Omit<LandingStep, 'recorded'> {
  const compare = (path: string) => compareLines(before && readText(before, path), readText(project, path));
  const steps = analysis.stages.flatMap((stage) => stage.steps);
  const costs = new Map(steps.map((step) => [step.lastLine, describeCost(step)]));
  const dockerfile = compare(project.dockerfile).map(
    (line): LandingLine => ({ ...line, cost: line.line === null ? null : (costs.get(line.line) ?? null) }),
  );
  const inImage = steps.filter((step) => analysis.layers.includes(step.id));
  const { size, cold } = analysis;
  return {
    title: state.title,
    text: state.text,
    dockerfile,
    requirements: compare('requirements.txt'),
    bands: identify(inImage.flatMap((step) => listBands(step, dockerfile))),
    size: { low: size.classic.low, likely: size.classic.likely, high: size.classic.high },
    cold: { low: cold.low, likely: cold.likely, high: cold.high },
  };
}

function describeCost(step: StepSummary): string | null {
  const parts = [
    step.bytes.likely >= leastBytes ? `+${formatBytes(step.bytes.likely)}` : '',
    step.seconds.likely >= leastSeconds ? formatSeconds(step.seconds.likely) : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : null;
}

/** One band a kind, where the shown lines hold the step's own. */
function listBands(step: StepSummary, lines: readonly LandingLine[]): readonly Omit<LandingBand, 'id'>[] {
  const firstLine = lines.findIndex((line) => line.line !== null && line.line >= step.line);
  const lastLine = lines.findLastIndex((line) => line.line !== null && line.line <= step.lastLine);
  const bytes = new Map<LandingBand['kind'], number>();
  for (const { kind, bytes: estimate } of step.contributions) {
    if (estimate.likely > 0) bytes.set(kind, (bytes.get(kind) ?? 0) + estimate.likely);
  }
  return [...bytes].map(([kind, likely]) => ({
    kind,
    bytes: likely,
    firstLine,
    lastLine: Math.max(firstLine, lastLine),
  }));
}

/** The second band of a kind is the second in every state. */
function identify(bands: readonly Omit<LandingBand, 'id'>[]): readonly LandingBand[] {
  const seen = new Map<string, number>();
  return bands.map((band) => {
    const place = (seen.get(band.kind) ?? 0) + 1;
    seen.set(band.kind, place);
    return { ...band, id: `${band.kind}-${place}` };
  });
}

/** The recording of exactly this build, of the kind of size that the page shows. */
function findRecorded({ recordings }: ProgressionContent, project: Project): Recording | null {
  const match = findRecording(recordings, project);
  if (match?.requirements !== 'same') return null;
  return match.recording.size?.kind === 'classic' ? match.recording : null;
}

/** Times are shown only where they compare with the first state's: same machine, same method. */
function describeRecorded(recording: Recording | null, first: Recording | null): LandingStep['recorded'] {
  if (!recording?.size) return null;
  const { id, size, origin, source, standIn } = recording;
  const comparable = first !== null && compareRecordings(first, recording).seconds.comparable;
  return {
    id,
    bytes: size.bytes,
    seconds: comparable ? (recording.seconds ?? null) : null,
    by: origin === 'ours' ? `by us${standIn ? ', stand-in base' : ''}` : `by ${source.author ?? source.title}`,
  };
}
