import { compactRecording } from '@/lib/recordings/compact';
import { encodeBase64Url } from './base64url';
import { checksum } from './checksum';
import { deflate } from './deflate';
import { shareLimits, shareVersion } from './format';
import { explainIssues, type SharedProject, sharedProjectSchema } from './schema';

export type EncodeResult =
  | { readonly ok: true; readonly fragment: string }
  /** `message` is a sentence for people. */
  | { readonly ok: false; readonly kind: 'too-large' | 'invalid'; readonly message: string };

function describeThousands(count: number): string {
  return `${Math.ceil(count / 1000).toLocaleString('en')},000`;
}

function tooLarge(size: string, withRecordings: boolean): EncodeResult {
  const what = withRecordings
    ? 'Leave a recording out, or send it as a file,'
    : 'Remove files that the Dockerfile does not need';
  return {
    ok: false,
    kind: 'too-large',
    message: `This ${withRecordings ? 'project with its recordings' : 'project'} does not fit into a link: ${size}. ${what} and share again; nothing here is lost.`,
  };
}

/**
 * Packs a project into the fragment of a share link (without the `#`). A project that does not fit into
 * `shareLimits`, or that `decodeProject` would refuse, is a result, not an exception.
 */
export async function encodeProject(shared: SharedProject): Promise<EncodeResult> {
  const { recordings = [], ...project } = shared;
  const withRecordings = recordings.length > 0;
  const document = withRecordings ? { ...project, recordings: recordings.map(compactRecording) } : project;
  const parsed = sharedProjectSchema.safeParse(document);
  if (!parsed.success) {
    const message = `This project cannot be shared. ${explainIssues(parsed.error.issues)}`.trimEnd();
    return { ok: false, kind: 'invalid', message };
  }
  const bytes = new TextEncoder().encode(JSON.stringify(parsed.data));
  if (bytes.length > shareLimits.decoded) {
    return tooLarge(
      `it holds ${describeThousands(bytes.length)} bytes, and a link takes ${describeThousands(shareLimits.decoded)}`,
      withRecordings,
    );
  }
  const version = withRecordings ? shareVersion : 1;
  const fragment = `${version}.${encodeBase64Url(await deflate(bytes))}.${checksum(bytes)}`;
  if (fragment.length > shareLimits.encoded) {
    return tooLarge(
      `it needs ${describeThousands(fragment.length)} characters, and a link takes ${describeThousands(shareLimits.encoded)}`,
      withRecordings,
    );
  }
  return { ok: true, fragment };
}
