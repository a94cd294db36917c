import { findImageFigure, type ImageFigure } from '../catalog/image-figures';
import { compareVersions, indexCatalog } from '../catalog/look-up';
import type { BaseImageRecord, Catalog } from '../catalog/types';
import { rememberAnswers } from '../remember';
import type { BaseProfile, ImageReference } from './types';

const unknownProfile: BaseProfile = {
  distribution: 'unknown',
  release: null,
  variant: 'unknown',
  libc: null,
  python: null,
};

const debianReleases: Readonly<Record<string, string>> = {
  '13': 'trixie',
  '12': 'bookworm',
  '11': 'bullseye',
  '10': 'buster',
  '9': 'stretch',
};
const debianNames = new Set([...Object.values(debianReleases), 'sid', 'forky']);
const ubuntuNames: Readonly<Record<string, string>> = {
  focal: '20.04',
  jammy: '22.04',
  noble: '24.04',
  resolute: '26.04',
};

/** A base image as far as its reference and the catalog tell: what it is, and the record nearest to it. */
export interface BaseDescription {
  readonly profile: BaseProfile;
  /** The record of this very tag; `null` where the catalog has none. */
  readonly record: BaseImageRecord | null;
  /** The record whose size is taken: `record`, or that of the nearest tag. */
  readonly nearest: BaseImageRecord | null;
  /** What is published about this tag besides. */
  readonly figure: ImageFigure | null;
  /** An image of another maker: what it holds besides its distribution is not known. */
  readonly foreign: boolean;
}

/** Repository with its registry, as the catalog names images: `python`, `ghcr.io/astral-sh/uv`. */
function nameImage({ registry, repository }: ImageReference): string {
  return registry === null ? repository : `${registry}/${repository}`;
}

const described = rememberAnswers<Catalog, BaseDescription>(1_000);

/** Describes a base image. A reference that nobody knows gives the unknown profile. */
export function describeBase(reference: ImageReference, catalog: Catalog): BaseDescription {
  return described(catalog, reference.text, () => findDescription(reference, catalog));
}

function findDescription(reference: ImageReference, catalog: Catalog): BaseDescription {
  const [image, tag] = [nameImage(reference), reference.tag ?? 'latest'];
  const record = indexCatalog(catalog).baseImages.get(`${image}:${tag}`) ?? null;
  const figure = findImageFigure(image, tag, catalog);
  const nearest = record ?? findNearest(reference, catalog);
  const profile = describeProfile(reference, nearest, catalog);
  const foreign = profile.distribution === 'unknown' || profile.distribution === 'distroless';
  return {
    profile: profile === unknownProfile && figure !== null ? describeFigure(figure) : profile,
    record,
    nearest,
    figure,
    foreign,
  };
}

/** What an image of another maker builds on, as far as that is published. */
function describeFigure({ record, python }: ImageFigure): BaseProfile {
  const { distribution, release = null, variant = 'unknown' } = record;
  if (distribution === undefined) return { ...unknownProfile, python };
  return { distribution, release, variant, libc: distribution === 'alpine' ? 'musl' : 'glibc', python };
}

function describeProfile(reference: ImageReference, nearest: BaseImageRecord | null, catalog: Catalog): BaseProfile {
  const tag = reference.tag ?? 'latest';
  if (reference.registry === null) {
    switch (reference.repository) {
      case 'python':
        return describePython(tag, nearest, catalog);
      case 'debian':
        return {
          ...glibc('debian', readDebianRelease(tag) ?? nearest?.release ?? null),
          variant: 'minimal',
          python: null,
        };
      case 'buildpack-deps':
        return { ...glibc('debian', readDebianRelease(tag)), variant: 'full', python: null };
      case 'ubuntu':
        return {
          ...glibc('ubuntu', readUbuntuRelease(tag) ?? nearest?.release ?? null),
          variant: 'minimal',
          python: null,
        };
      case 'alpine':
        return {
          distribution: 'alpine',
          release: /^\d+\.\d+/.exec(tag)?.[0] ?? nearest?.release ?? null,
          variant: 'minimal',
          libc: 'musl',
          python: null,
        };
      case 'fedora':
        return { ...unknownProfile, distribution: 'fedora', libc: 'glibc' };
      case 'rockylinux':
      case 'almalinux':
        return { ...unknownProfile, distribution: 'rhel', libc: 'glibc' };
      default:
        return unknownProfile;
    }
  }
  if (reference.registry === 'gcr.io' && reference.repository.startsWith('distroless/')) {
    return { ...unknownProfile, distribution: 'distroless', libc: 'glibc' };
  }
  return unknownProfile;
}

function glibc(distribution: 'debian' | 'ubuntu', release: string | null) {
  return { distribution, release, libc: 'glibc' } as const;
}

/** `3.13.5-slim-bookworm`: version, `slim`, release. */
interface PythonTag {
  /** As written, such as `3.13.5` or `3.15-rc`; empty for `latest` and `slim`. */
  readonly version: string;
  readonly variant: 'full' | 'slim' | 'alpine';
  readonly release: string | null;
}

function readPythonTag(tag: string): PythonTag | null {
  const match = /^(latest|\d+(?:\.\d+){0,2}(?:-?(?:rc\d*|[ab]\d+))?)?-?(.*)$/.exec(tag);
  const version = match?.[1] === 'latest' ? '' : (match?.[1] ?? '');
  const words = (match?.[2] ?? '').split('-').filter((word) => word !== '');
  let variant: PythonTag['variant'] = 'full';
  let release: string | null = null;
  for (const word of words) {
    if (word === 'slim') variant = 'slim';
    else if (word.startsWith('alpine')) {
      variant = 'alpine';
      release = word.slice('alpine'.length) || null;
    } else if (debianNames.has(word)) release = word;
    else return null;
  }
  return { version, variant, release };
}

function describePython(tag: string, nearest: BaseImageRecord | null, catalog: Catalog): BaseProfile {
  const parts = readPythonTag(tag);
  if (parts === null) return unknownProfile;
  const written = /^\d+\.\d+/.exec(parts.version)?.[0] ?? null;
  const python = written ?? (parts.version === '2' ? '2.7' : newestPython(catalog));
  const sameMinor = nearest?.pythonVersion?.startsWith(`${python}.`) === true;
  const release = parts.release ?? (sameMinor ? (nearest?.release ?? null) : null);
  return parts.variant === 'alpine'
    ? { distribution: 'alpine', release, variant: 'alpine', libc: 'musl', python }
    : { ...glibc('debian', release), variant: parts.variant, python };
}

/** The newest stable minor version among the catalog's python images: what `python:latest` is. */
function newestPython(catalog: Catalog): string | null {
  const minors = (indexCatalog(catalog).repositories.get('python') ?? [])
    .filter((record) => record.pythonVersion !== undefined && /^[\d.]+$/.test(record.pythonVersion))
    .map((record) => (record.pythonVersion ?? '').split('.').slice(0, 2).join('.'));
  return minors.toSorted(compareVersions).at(-1) ?? null;
}

function readDebianRelease(tag: string): string | null {
  const word = tag.split('-')[0] ?? '';
  if (debianNames.has(word)) return word;
  return debianReleases[word.split('.')[0] ?? ''] ?? null;
}

function readUbuntuRelease(tag: string): string | null {
  const version = /^\d\d\.\d\d/.exec(tag)?.[0];
  return version ?? ubuntuNames[tag.split('-')[0] ?? ''] ?? null;
}

/** The record of the same repository and kind of image that is nearest in release and version. */
function findNearest(reference: ImageReference, catalog: Catalog): BaseImageRecord | null {
  if (reference.registry !== null) return null;
  const candidates = indexCatalog(catalog).repositories.get(reference.repository) ?? [];
  const tag = reference.tag ?? 'latest';
  let best: BaseImageRecord | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = measureDistance(reference.repository, tag, candidate, catalog);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

const otherKind = Number.POSITIVE_INFINITY;

function measureDistance(repository: string, tag: string, candidate: BaseImageRecord, catalog: Catalog): number {
  if (repository === 'python') return measurePythonDistance(tag, candidate, catalog);
  if (tag.includes('slim') !== candidate.tag.includes('slim')) return otherKind;
  const release =
    repository === 'ubuntu' ? readUbuntuRelease(tag) : repository === 'alpine' ? tag : readDebianRelease(tag);
  const wanted = release ?? 'newest';
  if (wanted === candidate.release || candidate.tag.startsWith(wanted)) return 0;
  // Without a release in the tag the newest record is the nearest.
  const age = -versionNumber(candidate.release ?? '');
  return wanted === 'newest' || wanted === 'latest'
    ? 1_000_000 + age
    : 2_000_000 + Math.abs(age + versionNumber(wanted));
}

function measurePythonDistance(tag: string, candidate: BaseImageRecord, catalog: Catalog): number {
  const [wanted, present] = [readPythonTag(tag), readPythonTag(candidate.tag)];
  if (wanted === null || present === null || wanted.variant !== present.variant) return otherKind;
  const minor = /^\d+\.\d+/.exec(wanted.version)?.[0] ?? newestPython(catalog) ?? '3';
  const versions = Math.abs(versionNumber(minor) - versionNumber(present.version));
  const sameRelease = wanted.release === present.release || wanted.release === candidate.release;
  return versions * 2 + (sameRelease ? 0 : 1) + (present.release === null ? 0 : 0.5);
}

/** `3.13` as 3013, so that minor versions lie one apart. */
function versionNumber(version: string): number {
  const name = Object.entries(debianReleases).find(([, release]) => release === version)?.[0];
  const [major = '0', minor = '0'] = (name ?? version).split('.');
  return (Number.parseInt(major, 10) || 0) * 1000 + (Number.parseInt(minor, 10) || 0);
}

/** The nearest image of the same repository and kind, of the same release before any other, both of whose sizes are recorded. */
export function findSizedSibling(record: BaseImageRecord, catalog: Catalog): BaseImageRecord | null {
  const candidates = (indexCatalog(catalog).repositories.get(record.image) ?? []).filter(
    (other) => other.unpackedBytes !== undefined,
  );
  let best: BaseImageRecord | null = null;
  let bestDistance = otherKind;
  for (const candidate of candidates) {
    const apart = measureDistance(record.image, record.tag, candidate, catalog);
    const distance = apart + (candidate.release === record.release ? 0 : otherRelease);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

const otherRelease = 10_000;
