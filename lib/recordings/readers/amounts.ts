import type { z } from 'zod';
import type { recordedSize, SizeKind } from '../schema';

/** A size as a program printed it. */
export interface PrintedSize {
  readonly bytes: number;
  /** 1 where the program prints bytes, else the weight of the last digit it printed. */
  readonly roundedTo: number;
}

const powers = ['', 'k', 'm', 'g', 't', 'p'];

/**
 * Reads `589982747`, `75.2MB`, `1.09 GB`, `28B`, `4.096kB`: Docker's units are powers of 1000, those with an `i` of 1024.
 * `null` for anything else.
 */
export function readSize(text: string): PrintedSize | null {
  const match = /^(\d{1,16})(?:\.(\d{1,9}))? ?([kmgtp]?)(i?)b?$/i.exec(text.trim());
  if (match === null) return null;
  const [, whole = '', fraction = '', letter = '', binary = ''] = match;
  const unit = (binary === '' ? 1000 : 1024) ** Math.max(0, powers.indexOf(letter.toLowerCase()));
  const bytes = Math.round(Number(`${whole}.${fraction === '' ? '0' : fraction}`) * unit);
  if (!Number.isSafeInteger(bytes)) return null;
  return { bytes, roundedTo: unit === 1 ? 1 : Math.max(1, Math.round(unit / 10 ** fraction.length)) };
}

/** A size for a recording, which has no place for an image of no bytes: `undefined`. */
export function toRecordedSize(text: string, kind: SizeKind): z.infer<typeof recordedSize> | undefined {
  const size = readSize(text);
  if (size === null || size.bytes === 0) return undefined;
  return { ...size, kind, ...(size.roundedTo === 1 ? {} : { text: text.trim() }) };
}

/** Seconds of `75.2s`, `1m15.2s`, `1h2m3s` or `850ms`; `null` for anything else. */
export function readDuration(text: string): number | null {
  const milliseconds = /^(\d{1,9}(?:\.\d{1,9})?)ms$/.exec(text);
  if (milliseconds?.[1] !== undefined) return Number(milliseconds[1]) / 1000;
  const match = /^(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,9}(?:[.,]\d{1,9})?)s)?$/.exec(text);
  if (match === null || text === '') return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'));
}
