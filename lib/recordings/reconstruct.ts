import { bareInstruction } from './instruction-text';
import type { RecordedLayer, RecordedStep, Recording } from './schema';

/** A Dockerfile put together from what a log or a history tells. */
export interface Reconstruction {
  readonly text: string;
  /** For each line, the place of its step in the recording; `null` for a line that no step stands for. */
  readonly stepOfLine: readonly (number | null)[];
  /** Paths of the context that it copies from, as far as they are single files. */
  readonly copied: readonly string[];
  /** Whether a history told what makes no step: ENV, USER, CMD and the like. */
  readonly configuration: boolean;
}

type Told = Pick<Recording, 'steps' | 'layers'>;

interface Line {
  readonly text: string;
  readonly step: number | null;
}

/** Instructions without a step of their own that a history tells. */
const configuring = /^(?:ENV|CMD|ENTRYPOINT|USER|EXPOSE|LABEL|ARG|VOLUME|STOPSIGNAL|HEALTHCHECK|SHELL|MAINTAINER)\b/i;

/**
 * The Dockerfile that a recorded build had, as far as its steps tell: stages in order, each instruction in one line. A build
 * for several platforms or targets gives the first one's. `null` where the recording tells no instruction after a FROM.
 */
export function reconstructDockerfile({ steps, layers }: Told): Reconstruction | null {
  const placed = steps.map((step, index) => ({ step, index })).filter(({ step }) => isInstruction(step));
  const first = placed.find(({ step }) => step.kind !== 'base') ?? placed[0];
  if (first === undefined) return null;
  const own = placed.filter(({ step }) => sameBuild(step, first.step));
  const stages = orderStages(own.map(({ step }) => step));
  const bases = own.filter(({ step }) => step.kind === 'base');
  const told = (layers ?? []).filter((layer) => !layer.ofBase && configuring.test(layer.createdBy));
  const lines = stages.flatMap((stage, number): readonly Line[] => {
    const members = own.filter(({ step }) => stageOf(step) === stage);
    const base = members.find(({ step }) => step.kind === 'base') ?? bases[0];
    if (base === undefined) return [];
    const alias = /^(?:stage-\d+)?$/.test(stage) ? '' : ` AS ${stage}`;
    const from = `${instructionOf(base.step).replace(/\s+AS\s+\S+$/i, '')}${alias}`;
    const ran = members
      .filter(({ step }) => step.kind !== 'base')
      .toSorted((one, other) => (one.step.position ?? 0) - (other.step.position ?? 0))
      .map(({ step, index }) => ({ text: instructionOf(step), step: index }));
    const after = number === stages.length - 1 ? withConfiguration(ran, layers ?? []) : ran;
    return [{ text: from, step: base.index }, ...after];
  });
  if (lines.length < 2) return null;
  return {
    text: `${lines.map((line) => line.text).join('\n')}\n`,
    stepOfLine: lines.map((line) => line.step),
    copied: listCopied(lines),
    configuration: told.length > 0,
  };
}

function isInstruction({ kind, position, name }: RecordedStep): boolean {
  if (kind === 'base') return /^FROM\b/i.test(bareInstruction(name));
  const instruction = /^(?:RUN|COPY|ADD|WORKDIR)\b/i.test(bareInstruction(name));
  return instruction && (position !== undefined || kind !== 'context');
}

function sameBuild(one: RecordedStep, other: RecordedStep): boolean {
  const target = one.target === other.target || one.target === undefined || one.kind === 'base';
  return target && (one.platform === other.platform || one.platform === undefined);
}

function stageOf({ stage, name }: RecordedStep): string {
  return (stage ?? /^\[(?!internal\]|auth\])([\w.-]+)(?: \d+\/\d+)?\]/.exec(name)?.[1] ?? '').toLowerCase();
}

/** Stages in the order of the Dockerfile: a stage stands before those that copy from it, the unnamed last stage at the end. */
function orderStages(steps: readonly RecordedStep[]): readonly string[] {
  const names = [...new Set(steps.map(stageOf))];
  const withSteps = names.filter((name) => steps.some((step) => stageOf(step) === name && step.kind !== 'base'));
  const needs = new Map(
    withSteps.map((name) => [name, new Set(steps.filter((step) => stageOf(step) === name).flatMap(sourcesOf))]),
  );
  const ordered: string[] = [];
  const visit = (name: string, path: ReadonlySet<string>) => {
    if (ordered.includes(name) || path.has(name)) return;
    for (const other of withSteps) if (needs.get(name)?.has(other)) visit(other, new Set([...path, name]));
    ordered.push(name);
  };
  const numbered = (name: string) => Number(/^stage-(\d+)$/.exec(name)?.[1] ?? -1);
  for (const name of withSteps.toSorted((one, other) => numbered(one) - numbered(other))) visit(name, new Set());
  return ordered;
}

function sourcesOf({ name }: RecordedStep): readonly string[] {
  return [...name.matchAll(/(?:--from=|\bfrom=)([^\s,]+)/g)].flatMap((match) => match[1]?.toLowerCase() ?? []);
}

/** The instruction as a Dockerfile has it. A heredoc shows in a log by its first line only, in parentheses. */
function instructionOf(step: RecordedStep): string {
  const text = bareInstruction(step.name).replace(/(?:…|\.\.\.)$/, '');
  return text
    .replace(/^(RUN(?: --\S+)*) <<-?["']?\w+["']? ?\((.*?)(?:…|\.\.\.)?\)?$/i, '$1 $2')
    .replace(/<<-?(?=\w)/g, '< ');
}

/** Puts what only the history tells where it stands there: before the step that follows it. */
function withConfiguration(ran: readonly Line[], layers: readonly RecordedLayer[]): readonly Line[] {
  const left = [...ran];
  const lines: Line[] = [];
  for (const { createdBy, ofBase } of layers) {
    if (ofBase) continue;
    if (configuring.test(createdBy)) {
      lines.push({ text: writeConfiguration(createdBy), step: null });
      continue;
    }
    const place = left.findIndex(({ text }) => sameInstruction(text, createdBy));
    if (place !== -1) lines.push(...left.splice(0, place + 1));
  }
  // What the history does not have stands after the configuration of a FROM, before that of the end.
  const firstTail = lines.findLastIndex((line) => line.step !== null) + 1;
  lines.splice(firstTail, 0, ...left);
  return lines;
}

function sameInstruction(step: string, createdBy: string): boolean {
  const plain = (text: string) =>
    text
      .replace(/^RUN --\S+(?: --\S+)* /, 'RUN ')
      .replace(/ # buildkit$/, '')
      .slice(0, 30);
  return plain(step).replace(/^COPY --\S+(?: --\S+)* /, 'COPY ') === plain(createdBy);
}

/** History prints `CMD ["python" "main.py"]` and `EXPOSE map[8000/tcp:{}]`, which no Dockerfile may have. */
function writeConfiguration(createdBy: string): string {
  const exec = /^(CMD|ENTRYPOINT|SHELL) \[(.*)\]$/i.exec(createdBy);
  if (exec?.[1] !== undefined) {
    const words = [...(exec[2] ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => `"${match[1]}"`);
    return `${exec[1]} [${words.join(', ')}]`;
  }
  const ports = /^EXPOSE (?:map)?\[(.*)\]$/.exec(createdBy)?.[1];
  return ports === undefined ? createdBy : `EXPOSE ${ports.replaceAll(':{}', '')}`;
}

const mostCopied = 30;

/** Files that a COPY names: an analysis needs to find them, and the log does not have them. */
function listCopied(lines: readonly Line[]): readonly string[] {
  const copied = new Set<string>();
  for (const { text } of lines) {
    if (!/^(?:COPY|ADD)\b/i.test(text) || /--from=/.test(text)) continue;
    const words = text
      .split(' ')
      .slice(1)
      .filter((word) => !word.startsWith('--'));
    for (const word of words.slice(0, -1)) {
      const path = word
        .replace(/^["'[]+|["',\]]+$/g, '')
        .replace(/^(?:\.?\/)+/, '')
        .replace(/\/$/, '');
      if (/^[\w.@+-]+(?:\/[\w.@+-]+)*$/.test(path) && path !== '.' && !path.includes('..')) copied.add(path);
    }
  }
  return [...copied].slice(0, mostCopied);
}
