import { looksLikeBuildOutput } from '@/lib/recordings/recognise';
import type { Arrival } from './intake';
import { decodeText } from './intake';

/** Bytes of one file that may be a log, and files that are looked into. */
const largest = 12_000_000;
const mostFiles = 8;

/**
 * Tells logs, histories and inspections from the files of a project. Only a handful of files without a Dockerfile among
 * them is looked into: whoever drops a project means its files. `output` is their text, `null` where there is none.
 */
export async function splitBuildOutput(
  arrivals: readonly Arrival[],
): Promise<{ readonly output: string | null; readonly rest: readonly Arrival[] }> {
  const project = arrivals.some(({ path }) => /(?:^|\/)(?:docker|container)file|\.dockerfile$/i.test(path));
  if (project || arrivals.length > mostFiles) return { output: null, rest: arrivals };
  const texts: string[] = [];
  const rest: Arrival[] = [];
  for (const arrival of arrivals) {
    const bytes = arrival.bytes <= largest ? await arrival.read().catch(() => null) : null;
    const text = bytes === null ? null : decodeText(bytes);
    if (text !== null && looksLikeBuildOutput(text)) texts.push(text);
    else rest.push(arrival);
  }
  return { output: texts.length === 0 ? null : texts.join('\n'), rest };
}
