import { decodeBase64Url } from './base64url';
import { checksum } from './checksum';
import { inflate, slices } from './deflate';
import { checksumLength, shareLimits, shareVersion } from './format';
import { explainIssues, type SharedProject, sharedProjectSchema } from './schema';

/**
 * Why a link does not open. `empty`: there is no fragment. `unknown-version`: made by a later version. `truncated`: its end
 * is missing. `malformed`: altered, or never a link of ours. `too-large`: longer than any link of ours, or it would unpack to
 * more than `shareLimits.decoded`. `invalid`: undamaged, but no project.
 */
export type DecodeFailure = 'empty' | 'unknown-version' | 'truncated' | 'malformed' | 'too-large' | 'invalid';

export type DecodeResult =
  | { readonly ok: true; readonly shared: SharedProject }
  /** `message` says in sentences for people what happened and what to do. */
  | { readonly ok: false; readonly kind: DecodeFailure; readonly message: string };

const messages: Record<DecodeFailure, string> = {
  empty: 'This link holds no project. Ask for the whole link, or start with an empty playground.',
  'unknown-version':
    'This link was made by a later version of Layerwise than the one you have open. Reload the page to get the current version, then open the link again.',
  truncated:
    'The end of this link is missing. Programs that pass links on sometimes cut long ones: ask for it again, as plain text.',
  malformed: 'This link was altered on its way, and what it held cannot be read. Ask for it again, as plain text.',
  'too-large': 'This link holds more than Layerwise opens, so it was not unpacked. Ask for the files themselves.',
  invalid: 'This link can be read, but what it holds is not a project that Layerwise can open.',
};

function refuse(kind: DecodeFailure, detail = ''): DecodeResult {
  return { ok: false, kind, message: detail === '' ? messages[kind] : `${messages[kind]} ${detail}` };
}

interface Envelope {
  readonly payload: string;
  readonly checksum: string;
}

/** Takes the fragment apart without unpacking anything. */
function readEnvelope(fragment: string): Envelope | DecodeFailure {
  if (fragment === '') return 'empty';
  if (fragment.length > shareLimits.encoded) return 'too-large';
  const [version = '', payload, sum, ...rest] = fragment.split('.');
  if (!/^[1-9][0-9]{0,3}$/.test(version)) return 'malformed';
  if (Number(version) > shareVersion) return payload === undefined ? 'malformed' : 'unknown-version';
  if (payload === undefined || sum === undefined) return 'truncated';
  if (rest.length > 0 || payload === '' || !/^[0-9a-f]*$/.test(sum) || sum.length > checksumLength) return 'malformed';
  return sum.length < checksumLength ? 'truncated' : { payload, checksum: sum };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * Unpacks the fragment of a share link, with or without its `#`. Never throws; whatever was done to the link, the result
 * is either the project that was shared or the reason why it cannot be had.
 */
export async function decodeProject(fragment: string): Promise<DecodeResult> {
  const envelope = readEnvelope(fragment.startsWith('#') ? fragment.slice(1) : fragment);
  if (typeof envelope === 'string') return refuse(envelope);
  const compressed = decodeBase64Url(envelope.payload);
  if (compressed === null) return refuse('malformed');
  const inflated = await inflate(slices(compressed), shareLimits.decoded);
  if (!inflated.ok) return refuse(inflated.kind);
  if (checksum(inflated.bytes) !== envelope.checksum) return refuse('malformed');
  const parsed = sharedProjectSchema.safeParse(parseJson(inflated.bytes));
  if (!parsed.success) return refuse('invalid', explainIssues(parsed.error.issues));
  const { recordings: found = [], ...project } = parsed.data;
  if (found.length === 0) return { ok: true, shared: project };
  const { readSharedRecordings } = await import('./shared-recordings');
  const recordings = readSharedRecordings(found);
  if (recordings === null) return refuse('invalid', 'A recording in it does not have the form of one.');
  return { ok: true, shared: { ...project, recordings } };
}
