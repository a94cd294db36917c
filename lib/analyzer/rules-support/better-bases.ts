import { describeBase } from '../build/base-image';
import { measureBase } from '../build/base-size';
import { parseImageReference } from '../build/image-reference';
import type { BaseProfile, Build, ImageReference } from '../build/types';
import type { BaseImageRecord } from '../catalog/types';
import type { Estimate } from '../estimate';
import { difference } from './savings';

/** Whether an image has no tags of versions, only such as `latest` and `nonroot`: a digest alone says which build is meant. */
export function rollsOn({ registry, repository }: ImageReference): boolean {
  return (
    (registry === 'gcr.io' && repository.startsWith('distroless/')) ||
    (registry === 'cgr.dev' && repository.startsWith('chainguard/'))
  );
}

/** Unpacked bytes of an image, from its record or the nearest one; `undefined` where the catalog knows none. */
export function unpackedBytes(build: Build, reference: ImageReference | null): Estimate | undefined {
  if (reference === null) return undefined;
  const description = describeBase(reference, build.catalog);
  return description.nearest === null && description.figure === null
    ? undefined
    : measureBase(reference, description, build.catalog).unpacked;
}

/** Unpacked bytes that another base, such as `python:3.13-slim`, saves. */
export function bytesSavedBy(build: Build, reference: ImageReference, better: string): Estimate | undefined {
  const from = unpackedBytes(build, reference);
  const to = unpackedBytes(build, parseImageReference(better));
  return from === undefined || to === undefined ? undefined : difference(from, to);
}

const debianReleases = 'trixie|bookworm|bullseye|buster|stretch|sid|stable|testing';

/** The tag of the slim variant of the same image; `null` where it has none that we know of. */
export function slimTag(reference: ImageReference, profile: BaseProfile): string | null {
  const tag = reference.tag ?? 'latest';
  if (reference.registry !== null && reference.registry !== 'docker.io') return null;
  if (reference.repository === 'python' && profile.variant === 'full') {
    if (tag === 'latest') return 'slim';
    const read = new RegExp(`^(\\d[\\w.]*(?:-rc)?)(?:-(${debianReleases}))?$`).exec(tag);
    if (read !== null) return `${read[1]}-slim${read[2] === undefined ? '' : `-${read[2]}`}`;
    return new RegExp(`^(?:${debianReleases})$`).test(tag) ? `slim-${tag}` : null;
  }
  if (reference.repository === 'debian') {
    const isPlain = new RegExp(`^(?:\\d[\\d.]*|${debianReleases})$`).test(tag);
    return isPlain ? `${tag}-slim` : null;
  }
  return null;
}

const daysToSettle = 300;
const supportYears = 5;

/**
 * The newest `python:3.N-slim` whose unpacked size is recorded and that has been out for most of a year (so that wheels
 * exist for it), as of the build's day. A minor version is supported for five years from its release (PEP 602), which
 * dates the release.
 */
export function settledPythonImage(build: Build): BaseImageRecord | null {
  const day = Date.parse(build.today);
  const candidates = build.catalog.baseImages
    .filter((record) => record.image === 'python' && /^3\.\d+-slim$/.test(record.tag))
    .filter((record) => record.unpackedBytes !== undefined)
    .map((record) => ({ record, minor: Number(record.tag.slice(2, record.tag.indexOf('-'))) }))
    .filter(({ minor }) => {
      const life = build.catalog.lifecycles.find(
        (entry) => entry.product === 'python' && entry.release === `3.${minor}`,
      );
      if (life === undefined) return false;
      const released = new Date(life.endOfSupport);
      released.setUTCFullYear(released.getUTCFullYear() - supportYears);
      return day - released.getTime() > daysToSettle * 86_400_000;
    })
    .toSorted((a, b) => b.minor - a.minor);
  return candidates[0]?.record ?? null;
}
