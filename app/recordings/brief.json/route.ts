import { readRecordings } from '@/lib/content/recordings';
import { shortenRecording } from '@/lib/recordings/brief';

export const dynamic = 'force-static';

/** All recordings in short: pages with an editor load them once they are idle. */
export function GET(): Response {
  return Response.json(readRecordings().map(shortenRecording));
}
