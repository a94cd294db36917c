import type { RecordedStep } from './schema';

/** A step as a build log tells it. */
export interface LoggedStep {
  /** Without BuildKit's numbering, blanks folded: `RUN pip install -r requirements.txt`. */
  readonly name: string;
  /** Stage, as the log names it (`build`, `stage-1`); `null` where the build has one stage, or the step belongs to none. */
  readonly stage: string | null;
  /** Number of the instruction in its stage, the FROM being 1; `null` for what no instruction asks for. */
  readonly position: number | null;
  readonly seconds: number;
  readonly kind: RecordedStep['kind'];
  readonly cached: boolean;
}

/** A build log, read. */
export interface BuildLog {
  /** In the order in which BuildKit started them. */
  readonly steps: readonly LoggedStep[];
  /** Which store the engine has, by how the log ends; `null` where it does not tell. */
  readonly store: 'classic' | 'containerd' | null;
  /** The first error that a step reports, or `null`. */
  readonly error: string | null;
}

interface Vertex {
  name: string;
  seconds: number;
  cached: boolean;
}

/**
 * Reads the log of `docker build --progress=plain`: lines of `#number text`, where the first line of a number names
 * its step and `DONE 4.0s` or `CACHED` ends it. Other lines are skipped; a step that never ended counts with 0 seconds.
 */
export function readBuildLog(text: string): BuildLog {
  const vertices = new Map<string, Vertex>();
  let error: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const match = /^#(\d+) (.*)$/.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const vertex = vertices.get(match[1]);
    const said = match[2];
    if (vertex === undefined) vertices.set(match[1], { name: said, seconds: 0, cached: false });
    else if (said === 'CACHED') vertex.cached = true;
    else if (/^DONE [\d.]+s$/.test(said)) vertex.seconds += Number.parseFloat(said.slice(5));
    else if (said.startsWith('ERROR')) error ??= `${vertex.name}: ${said}`;
  }
  return {
    steps: [...vertices.values()].flatMap((vertex) => toStep(vertex) ?? []),
    store: /exporting manifest list|^#\d+ unpacking to/m.test(text)
      ? 'containerd'
      : /writing image sha256:/.test(text)
        ? 'classic'
        : null,
    error,
  };
}

function toStep({ name, seconds, cached }: Vertex): LoggedStep | null {
  const numbered = /^\[(?:(\S+) +)?(\d+)\/\d+\] (.*)$/.exec(name);
  const instruction = foldBlanks(numbered?.[3] ?? name);
  const position = numbered?.[2] === undefined ? null : Number(numbered[2]);
  const kind = kindOf(instruction);
  if (kind === null) return null;
  return { name: shorten(instruction), stage: numbered?.[1] ?? null, position, seconds, kind, cached };
}

function kindOf(name: string): RecordedStep['kind'] | null {
  if (name.startsWith('[internal] load metadata')) return 'metadata';
  if (name.startsWith('[internal]')) return 'context';
  if (name.startsWith('exporting to ')) return 'export';
  const keyword = /^[A-Z]+/.exec(name.toUpperCase())?.[0];
  if (keyword === 'FROM') return 'base';
  if (keyword === 'RUN') return 'run';
  if (keyword === 'COPY' || keyword === 'ADD') return 'copy';
  if (keyword === 'WORKDIR') return 'working-directory';
  return null;
}

/** Image names as people write them: without the default registry and the digest. */
function shorten(name: string): string {
  return name.replace(/docker\.io\/(?:library\/)?/g, '').replace(/@sha256:[0-9a-f]+/g, '');
}

function foldBlanks(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
