import os from 'node:os';
import { assembleRecording } from '@/lib/recordings/assemble';
import { readPasted } from '@/lib/recordings/readers/read-pasted';
import { type Recording, recording } from '@/lib/recordings/schema';
import type { Take } from './take';

/** What a recording says besides what the builds gave. */
export interface RecordingTexts {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly date: string;
  readonly standIn: boolean;
  readonly circumstances: readonly string[];
  /** Pins that were installed. */
  readonly requirements: readonly string[];
}

/** The recording that a take makes. Throws where its build failed or where it names this machine. */
export function makeRecording(take: Take, texts: RecordingTexts): Recording {
  const { spec, options, image, cold } = take;
  const last = cold.at(-1);
  if (image === null || last === undefined)
    throw new Error(`${texts.id}: the build failed:\n${(last?.log ?? '').split('\n').slice(-30).join('\n')}`);
  const made = recording.parse({
    ...assembleRecording({
      id: texts.id,
      title: texts.title,
      summary: texts.summary,
      source: { title: 'Recorded by Layerwise', date: texts.date },
      circumstances: [
        ...take.engine.phrases,
        `Times: the quickest of ${countBuilds(cold)} with --no-cache, and of ${countBuilds(mostBuilds(take))} after each edit`,
        options.prune
          ? 'The build cache was emptied before every cold build'
          : 'The base image was there: no pull is in the time',
        ...(spec.bulk.length === 0
          ? []
          : [
              `${spec.bulk.map(({ path }) => path).join(' and ')} hold random bytes of the declared size and number of files`,
            ]),
        ...spec.circumstances,
        ...texts.circumstances,
      ],
      standIn: texts.standIn,
      series: spec.series,
      order: spec.order,
      project: spec.project,
      note: spec.note,
      dockerfile: take.dockerfile,
      target: spec.target,
      requirements: texts.requirements,
      history: image.history,
      size: image.size,
      cold,
      rebuilds: take.rebuilds.map(({ edit, builds }) => ({ edit: edit?.name ?? 'nothing', builds })),
    }),
    ...hideAddresses(readFacts(take)),
    ...(image.starts?.outcome === 'fails' ? { works: false, note: spec.note ?? explainStart(image.starts) } : {}),
  });
  refusePrivate(JSON.stringify(made));
  return made;
}

function countBuilds(builds: readonly unknown[]): string {
  return builds.length === 1 ? 'one build' : `${builds.length} builds`;
}

/** Edits that make the same again at each build are built once. */
function mostBuilds({ rebuilds }: Take): readonly unknown[] {
  return rebuilds.map(({ builds }) => builds).toSorted((one, other) => other.length - one.length)[0] ?? [];
}

function explainStart({ output }: NonNullable<Recording['starts']>): string {
  return hideAddresses(`As printed it builds and does not start: ${output.at(-1) ?? 'it says nothing'}`);
}

/** What the readers tell of the build beyond what the recording is assembled of. */
function readFacts({ cold, image, bases, engine }: Take): Partial<Recording> {
  const [facts] = readPasted([cold[0]?.log ?? '', image?.history ?? ''].join('\n')).recordings;
  const [inspected] = readPasted(image?.inspection ?? '').recordings;
  if (facts === undefined || image === null) return {};
  const { outcome, builder, exported, warnings, layers } = facts;
  const content = inspected?.size?.kind === 'compressed' ? inspected.size : undefined;
  // A containerd store inspects to compressed bytes and lists unpacked ones with them.
  const listed = content === undefined ? undefined : readPasted(image.listing).recordings[0]?.images?.[0]?.size;
  const fresh = layers?.findLastIndex((layer) => /^RUN \["?touch|^RUN touch --date/.test(layer.createdBy)) ?? -1;
  return {
    ...(outcome === undefined ? {} : { outcome }),
    ...(builder === undefined ? {} : { builder }),
    ...(exported === undefined ? {} : { exported: { ...exported, names: [] } }),
    ...(warnings === undefined ? {} : { warnings }),
    ...(layers === undefined ? {} : { layers: nameBase(layers, fresh, bases[0]?.image) }),
    ...(inspected?.platforms === undefined ? { platforms: [engine.platform] } : { platforms: inspected.platforms }),
    ...(content === undefined ? {} : { contentSize: content }),
    ...(listed === undefined ? {} : { size: { ...listed, kind: 'containerd' as const } }),
    ...(image.starts === null ? {} : { starts: image.starts }),
    ...(image.contents === null ? {} : { contents: ownContents(image.contents, image.history) }),
  };
}

/** Layers of a fresh copy of a base stand for one: the base. */
function nameBase(
  layers: NonNullable<Recording['layers']>,
  fresh: number,
  base: string | undefined,
): Recording['layers'] {
  if (fresh === -1) return layers;
  const bytes = layers.slice(0, fresh + 1).reduce((sum, layer) => sum + layer.bytes, 0);
  return [
    { createdBy: `FROM ${base ?? 'the base image'}`, bytes, roundedTo: 1, ofBase: true },
    ...layers.slice(fresh + 1),
  ];
}

/** Contents of the layers above a fresh copy of a base; of all of them where the base is the official image. */
function ownContents(
  contents: NonNullable<NonNullable<Take['image']>['contents']>,
  history: string,
): Recording['contents'] {
  const layers = readPasted(history).recordings[0]?.layers ?? [];
  const fresh = contents.findLastIndex(({ createdBy }) => createdBy.includes('touch --date=@'));
  const own =
    fresh === -1 ? contents.slice(-layers.filter((layer) => layer.bytes > 0).length) : contents.slice(fresh + 1);
  return own.map(({ compressedBytes: _, ...content }) => content);
}

/** Addresses but those that every machine has (any and its own), and but versions: `==4.10.0.84`. */
const addresses = /(?<![\w.=-])(?!0\.0\.0\.0\b|127\.0\.0\.1\b)\d{1,3}(?:\.\d{1,3}){3}\b/g;

/** Takes addresses out of what a base image's history or a container says; those of the build itself are refused. */
function hideAddresses<Value>(value: Value): Value;
function hideAddresses(value: unknown): unknown {
  if (typeof value === 'string')
    return value.replace(/https?:\/\/[^\s"'\\]+/g, '(address)').replace(addresses, '(address)');
  if (Array.isArray(value)) return value.map((each) => hideAddresses(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hideAddresses(each)]));
}

/** Throws where the document holds something of this machine: its name, a path, an address. */
export function refusePrivate(text: string): void {
  const words = [os.hostname(), os.homedir() === '/root' ? '' : os.homedir(), process.cwd()];
  const found = words
    .filter((word) => word.length > 2)
    .find((word) => new RegExp(`(?<![\\w./-])${escapePattern(word)}`).test(text));
  const address = /https?:\/\/[^\s"]+/.exec(text)?.[0] ?? text.match(addresses)?.[0];
  if (found !== undefined || address !== undefined)
    throw new Error(`the recording holds ${found ?? address}, which names this machine or a place in its network`);
}

function escapePattern(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
