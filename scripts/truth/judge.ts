import { type Analysis, analyze, type BuildRequest, type Catalog, type Project, rebuild } from '@/lib/analyzer';
import type { OsIndexPackage } from '@/lib/analyzer/catalog/types';
import { applyToProject } from '../recordings/edits';
import type { EditTruth, Truth } from './schema';

/** A predicted number beside the real one. */
export interface Compared {
  readonly real: number;
  readonly predicted: number;
}

export interface JudgedLayer extends Compared {
  readonly step: string;
  readonly line: number;
  readonly text: string;
}

export interface JudgedEdit {
  readonly name: string;
  /** Steps that ran and were said to be reused. */
  readonly missed: readonly string[];
  /** Steps that were reused and were said to run. */
  readonly invented: readonly string[];
  readonly seconds: Compared | null;
}

/** One case: what the symbolic build says of it and what an engine did. */
export interface Judgement {
  readonly name: string;
  readonly truth: Truth;
  /** Bytes of the whole image; `null` where there is none. */
  readonly size: Compared | null;
  /** Bytes that the build adds to its base. */
  readonly added: Compared | null;
  readonly layers: readonly JudgedLayer[];
  readonly withinRange: boolean;
  readonly seconds: Compared | null;
  /** Faults that happened and were not foretold: sentences. */
  readonly missed: readonly string[];
  /** Faults that were foretold and did not happen: sentences. */
  readonly invented: readonly string[];
  readonly edits: readonly JudgedEdit[];
}

export interface JudgeOptions {
  readonly catalog: Catalog;
  /** ISO date. */
  readonly today: string;
}

/** Runs the symbolic build over a case and holds it to what really happened. */
export function judge(name: string, project: Project, truth: Truth, options: JudgeOptions): Judgement {
  const machine = options.catalog.machines.find(({ id }) => id === truth.measured.machine);
  const request: BuildRequest = {
    project,
    options: {
      catalog: prepareCatalog(options.catalog, truth),
      today: options.today,
      ...(machine === undefined ? {} : { machine }),
      ...(truth.buildArguments === undefined ? {} : { buildArguments: truth.buildArguments }),
      ...(truth.target === undefined ? {} : { target: truth.target }),
    },
  };
  const analysis = analyze(request.project, request.options);
  const total = truth.measured.store === 'classic' ? analysis.size.classic : analysis.size.containerd;
  const real = truth.size;
  const layers = judgeLayers(analysis, truth);
  const sumOf = (key: keyof Compared) => layers.reduce((sum, layer) => sum + layer[key], 0);
  return {
    name,
    truth,
    size: real === undefined ? null : { real, predicted: total.likely },
    added: real === undefined ? null : { real: sumOf('real'), predicted: sumOf('predicted') },
    layers,
    withinRange: real === undefined || (total.low <= real && real <= total.high),
    seconds:
      truth.seconds === undefined || machine === undefined
        ? null
        : { real: truth.seconds, predicted: secondsWithoutPull(analysis) },
    ...judgeFailures(analysis, truth),
    edits: truth.edits.filter((edit) => edit.builds).map((edit) => judgeEdit(request, edit)),
  };
}

const prepared = new WeakMap<Catalog, Map<string, Catalog>>();

/** The catalog for a case. Cases on the same bases share one, since a catalog is indexed once. */
function prepareCatalog(catalog: Catalog, truth: Truth): Catalog {
  const known = prepared.get(catalog) ?? new Map<string, Catalog>();
  prepared.set(catalog, known);
  const key = JSON.stringify(truth.bases);
  const made = known.get(key) ?? withDocumentation(withBases(catalog, truth), truth);
  known.set(key, made);
  return made;
}

/** The catalog with the real sizes of the case's base images in place of its own. */
function withBases(catalog: Catalog, { bases, measured }: Truth): Catalog {
  if (bases.length === 0) return catalog;
  const baseImages = [...catalog.baseImages];
  for (const { image, bytes, compressedBytes, packages } of bases) {
    const [repository = image, tag = 'latest'] = image.split(':');
    const place = baseImages.findIndex((record) => record.image === repository && record.tag === tag);
    const known = baseImages[place];
    const record: Catalog['baseImages'][number] = {
      ...(known ?? { image: repository, tag, compressedBytes: Math.round(bytes / 2.7), distribution: 'debian' }),
      unpackedBytes: bytes,
      ...(compressedBytes === undefined ? {} : { compressedBytes }),
      ...(packages === undefined ? {} : { packages }),
      provenance: { source: 'The case', date: measured.date },
    };
    if (place === -1) baseImages.push(record);
    else baseImages[place] = record;
  }
  return { ...catalog, baseImages };
}

const documented = new WeakMap<Catalog['osIndexes'], Catalog['osIndexes']>();

/** Packages with their documentation, where the case's bases keep it: the model knows that official slim images do not. */
function withDocumentation(catalog: Catalog, { bases }: Truth): Catalog {
  if (!bases.some((base) => base.documentation === true)) return catalog;
  const known = documented.get(catalog.osIndexes);
  if (known !== undefined) return { ...catalog, osIndexes: known };
  const osIndexes = catalog.osIndexes.map((index) => ({
    ...index,
    packages: Object.fromEntries(
      Object.entries(index.packages).map(([name, [bytes, documentation, ...rest]]): [string, OsIndexPackage] => [
        name,
        [bytes + (documentation ?? 0), 0, ...rest],
      ]),
    ),
  }));
  documented.set(catalog.osIndexes, osIndexes);
  return { ...catalog, osIndexes };
}

function judgeLayers(analysis: Analysis, truth: Truth): readonly JudgedLayer[] {
  const predicted = new Map(
    analysis.stages.flatMap((stage) => stage.steps.map((step) => [step.id, step.bytes.likely] as const)),
  );
  return truth.layers.map(({ step, line, text, bytes }) => ({
    step,
    line,
    text,
    real: bytes,
    predicted: predicted.get(step) ?? 0,
  }));
}

/** Cases are built with their base images at hand, so the pull is no part of the comparison. */
function secondsWithoutPull(analysis: Analysis): number {
  const pulls = analysis.stages.filter((stage) => stage.needed).map((stage) => stage.steps[0]?.seconds.likely ?? 0);
  return Math.max(0, analysis.cold.likely - Math.max(0, ...pulls));
}

function judgeFailures({ failures, stages }: Analysis, truth: Truth): Pick<Judgement, 'missed' | 'invented'> {
  const missed: string[] = [];
  const invented: string[] = [];
  const building = failures.filter((failure) => failure.when === 'build');
  const starting = failures.filter((failure) => failure.when === 'start');
  const tell = ({ line, message }: (typeof failures)[number]) => `line ${line}: ${message}`;
  if (truth.builds) {
    invented.push(...building.map(tell));
    if (truth.starts === false && starting.length === 0) missed.push(`does not start: ${truth.start?.message ?? ''}`);
    if (truth.starts === true) invented.push(...starting.map(tell));
    return { missed, invented };
  }
  const real = truth.failure?.line;
  // A failure points at a line within the instruction that fails.
  const failing = stages.flatMap((stage) => stage.steps).find((step) => step.line === real);
  const first = building.toSorted((one, other) => one.line - other.line)[0];
  if (first === undefined) missed.push(`does not build: ${truth.failure?.message ?? ''}`);
  else if (failing !== undefined && !building.some(({ line }) => failing.line <= line && line <= failing.lastLine))
    missed.push(`fails in line ${failing.line}, not in ${first.line}: ${truth.failure?.message ?? ''}`);
  return { missed, invented };
}

function judgeEdit(before: BuildRequest, edit: EditTruth): JudgedEdit {
  const options = {
    ...before.options,
    ...(edit.buildArguments === undefined ? {} : { buildArguments: edit.buildArguments }),
    ...(edit.target === undefined ? {} : { target: edit.target }),
  };
  const after = { project: applyToProject(before.project, edit), options };
  const predicted = rebuild(before, after, { noCache: edit.noCache ?? false });
  // WORKDIR / makes no folder, so BuildKit has no step for it.
  const steps = predicted.steps.filter((step) => !/^WORKDIR \/$/i.test(step.text));
  const again = steps.filter((step) => step.outcome === 'again').map((step) => step.id);
  const reused = steps.filter((step) => step.outcome === 'cached').map((step) => step.id);
  return {
    name: edit.name,
    missed: edit.ran.filter((id) => !again.includes(id)),
    // Only what the engine is known to have reused: it may not speak of a step at all.
    invented: [
      ...edit.reused.filter((id) => !reused.includes(id)),
      ...again.filter((id) => !edit.ran.includes(id) && !edit.reused.includes(id)),
    ],
    seconds: edit.seconds === undefined ? null : { real: edit.seconds, predicted: predicted.seconds.likely },
  };
}
