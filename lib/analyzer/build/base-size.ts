import { cite, readFigure } from '../catalog/look-up';
import type { BaseImageRecord, Catalog, ImageFigureRecord } from '../catalog/types';
import { between, type Estimate, exactly, multiply, scale, widen } from '../estimate';
import { rememberAnswers } from '../remember';
import { type BaseDescription, findSizedSibling } from './base-image';
import type { ImageReference } from './types';

/** The compressed and unpacked bytes of a base image. */
export interface BaseSize {
  readonly compressed: Estimate;
  readonly unpacked: Estimate;
}

const measured = rememberAnswers<Catalog, BaseSize>(1_000);

/**
 * Sizes of a base image: from its own record, from what is published of its tag, or from the nearest record; a base that
 * nobody knows gets a wide range.
 */
export function measureBase(reference: ImageReference, description: BaseDescription, catalog: Catalog): BaseSize {
  return measured(catalog, reference.text, () => measure(reference, description, catalog));
}

function measure(reference: ImageReference, description: BaseDescription, catalog: Catalog): BaseSize {
  const { figure, nearest: record } = description;
  const own = record !== null && description.record === record;
  if (figure !== null && (!own || record.unpackedBytes === undefined)) {
    return measureFigure(figure.record, own ? record : null, catalog);
  }
  if (record === null) return measureUnknown(reference, catalog);
  // A tag moves on from week to week; the record is one of its builds.
  const drift = readFigure(catalog, own ? 'base-image-drift' : 'nearest-base-image-drift');
  return {
    compressed: multiply(citeCompressed(record), withoutEvidence(drift)),
    unpacked: multiply(measureUnpacked(record, catalog), withoutEvidence(drift)),
  };
}

function citeCompressed(record: BaseImageRecord): Estimate {
  const name = `${record.image}:${record.tag}, compressed`;
  return exactly(record.compressedBytes, [cite(name, record.provenance, 'published')]);
}

function measureUnknown(reference: ImageReference, catalog: Catalog): BaseSize {
  const unknown = [`the size of ${reference.text}`];
  const unpacked = widen(readFigure(catalog, 'unknown-base-image'), 1, 1, unknown);
  const ratio = readFigure(catalog, 'unpacked-over-compressed');
  const compressed = unpacked.likely / (ratio.likely || 1);
  return { compressed: between(unpacked.low / (ratio.high || 1), compressed, unpacked.high, [], unknown), unpacked };
}

function measureFigure(figure: ImageFigureRecord, record: BaseImageRecord | null, catalog: Catalog): BaseSize {
  const { image, tags, unpackedBytes, low, high, provenance } = figure;
  const kind = provenance.source.startsWith('Assumed') ? 'assumed' : 'published';
  const evidence = [cite(`${image}:${tags}, unpacked`, provenance, kind)];
  const unpacked = between(low, unpackedBytes, high, evidence);
  const ratio = readFigure(catalog, 'unpacked-over-compressed');
  const over = between(low / (ratio.high || 1), unpackedBytes / (ratio.likely || 1), high / (ratio.low || 1), evidence);
  return { unpacked, compressed: record === null ? over : citeCompressed(record) };
}

function measureUnpacked(record: BaseImageRecord, catalog: Catalog): Estimate {
  const name = `${record.image}:${record.tag}`;
  if (record.unpackedBytes !== undefined) {
    const half = (record.unpackedRoundedTo ?? 0) / 2;
    const source = record.unpackedProvenance ?? record.provenance;
    return between(record.unpackedBytes - half, record.unpackedBytes, record.unpackedBytes + half, [
      cite(`${name}, unpacked`, source, 'published'),
    ]);
  }
  const compressed = exactly(record.compressedBytes, [
    cite(`${name}, unpacked size estimated from its compressed size`, record.provenance, 'assumed'),
  ]);
  // Images of one recipe shrink alike: the nearest of them with both sizes tells by how much.
  const sibling = findSizedSibling(record, catalog);
  return sibling === null
    ? multiply(compressed, readFigure(catalog, 'unpacked-over-compressed'))
    : multiply(scale(compressed, (sibling.unpackedBytes ?? 0) / sibling.compressedBytes), siblingSpread);
}

/** Siblings with both sizes differ in their ratio by a few per cent. */
const siblingSpread = between(0.96, 1, 1.04);

function withoutEvidence(estimate: Estimate): Estimate {
  return { ...estimate, evidence: [] };
}
