import { adopt } from '@/lib/recordings/own';
import { type Recording, recording } from '@/lib/recordings/schema';

/** Reads the recordings of a link; `null` where one is none. They can claim no published source. */
export function readSharedRecordings(found: readonly unknown[]): readonly Recording[] | null {
  const recordings: Recording[] = [];
  for (const one of found) {
    const parsed = recording.safeParse(one);
    if (!parsed.success) return null;
    recordings.push(adopt(parsed.data));
  }
  return recordings;
}
