import { z } from 'zod';
import { type Recording, recording } from '../recordings/schema';
import { ContentError, parseContent, readJson, remember } from './source';

const generated = 'content/recordings.generated.json';

/** Every recording, by series, then by place in it. Throws ContentError naming the file of a record that does not fit. */
export const readRecordings: () => readonly Recording[] = remember(
  () => [generated],
  () => {
    const documents = parseContent(generated, z.array(z.looseObject({ id: z.string() })), readJson(generated));
    const recordings = documents.map((document) =>
      parseContent(`content/recordings/${document.id}.json`, recording, document),
    );
    const ids = new Set<string>();
    for (const { id } of recordings) {
      if (ids.has(id)) throw new ContentError(`content/recordings/${id}.json`, 'another record has the same id');
      ids.add(id);
    }
    return recordings.sort(
      (one, other) =>
        (one.series ?? one.id).localeCompare(other.series ?? other.id) ||
        one.order - other.order ||
        one.id.localeCompare(other.id),
    );
  },
);

/** The recording of that id, or `undefined`. */
export function readRecording(id: string): Recording | undefined {
  return readRecordings().find((candidate) => candidate.id === id);
}
