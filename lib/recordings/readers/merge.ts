import { type Recording, recording, type SizeKind } from '../schema';
import type { Facts } from './reader';

/** How much a kind of size tells of the image: what the engine counts unpacked, before what it compresses. */
const preferred: Readonly<Record<SizeKind, number>> = { classic: 3, containerd: 2, unstated: 1, compressed: 0 };

/** What two parts tell of the same build together. Where both tell the same, the more exact one counts. */
export function mergeFacts(one: Facts, other: Facts): Facts {
  const size = betterSize(one.size, other.size);
  const content =
    one.contentSize ?? other.contentSize ?? [one.size, other.size].find((each) => each?.kind === 'compressed');
  return {
    ...one,
    ...other,
    ...(size === undefined ? {} : { size }),
    ...(content === undefined || content === size ? {} : { contentSize: content }),
    ...(one.images === undefined && other.images === undefined
      ? {}
      : { images: [...(one.images ?? []), ...(other.images ?? [])] }),
    ...(one.steps === undefined ? {} : { steps: one.steps }),
    ...(one.base === undefined ? {} : { base: one.base }),
    ...(one.platforms === undefined ? {} : { platforms: one.platforms }),
  };
}

function betterSize(one: Recording['size'], other: Recording['size']): Recording['size'] {
  if (one === undefined || other === undefined) return one ?? other;
  // The same number twice: the source that says which store it is counts.
  const [better, worse] = preferred[other.kind] > preferred[one.kind] ? [other, one] : [one, other];
  if (better.kind === worse.kind && worse.roundedTo < better.roundedTo) return worse;
  const agrees = Math.abs(better.bytes - worse.bytes) <= Math.max(better.roundedTo, worse.roundedTo);
  return agrees && worse.roundedTo < better.roundedTo ? { ...worse, kind: better.kind } : better;
}

/** A recording of what was pasted; `place` counts the builds in the text from 1. */
export function toRecording(facts: Facts, place: number): Recording {
  const full = resolveSize(facts);
  const name = [full.exported?.names[0], full.images?.[0]?.name].find((one) => one !== undefined && one !== '<none>');
  const title =
    name === undefined ? (full.base === undefined ? 'Pasted build' : `Build on ${full.base}`) : `Build of ${name}`;
  return recording.parse({
    id: place === 1 ? 'pasted' : `pasted-${place}`,
    title,
    summary: 'Read from text that was pasted.',
    origin: 'pasted',
    source: { title: 'Pasted', date: 'undated' },
    circumstances: [],
    base: 'not stated',
    works: full.outcome !== 'failed',
    ...full,
  });
}

/** Sizes that say nothing of the store take it from the log's export; a listing gives the image that the log names. */
function resolveSize(facts: Facts): Facts {
  const { exported, images } = facts;
  const named = images?.find((image) => exported?.names.some((name) => sameImage(name, image.name)));
  const image = named ?? (images?.length === 1 ? images[0] : undefined);
  const found = betterSize(facts.size, image?.size);
  const kind = found?.kind === 'unstated' && exported?.store !== undefined ? exported.store : found?.kind;
  return {
    ...facts,
    ...(found === undefined || kind === undefined ? {} : { size: { ...found, kind } }),
    ...(facts.contentSize === undefined && image?.content !== undefined ? { contentSize: image.content } : {}),
  };
}

function sameImage(one: string, other: string): boolean {
  const full = (name: string) => (/:[^/]+$/.test(name) ? name : `${name}:latest`);
  return full(one) === full(other);
}
