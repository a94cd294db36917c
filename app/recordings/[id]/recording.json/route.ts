import { readRecording, readRecordings } from '@/lib/content/recordings';
import { compactRecording } from '@/lib/recordings/compact';

export const dynamic = 'force-static';
export const dynamicParams = false;

export function generateStaticParams() {
  return readRecordings().map(({ id }) => ({ id }));
}

/** One recording as JSON: what a comparison loads, instead of all. */
export async function GET(_: Request, { params }: { readonly params: Promise<{ id: string }> }): Promise<Response> {
  const recording = readRecording((await params).id);
  if (!recording) return new Response('There is no such recording.', { status: 404 });
  return Response.json(compactRecording(recording));
}
