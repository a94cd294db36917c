import { z } from 'zod';
import { type Technique, technique } from '../recordings/techniques';
import { parseContent, readJson, remember } from './source';

const generated = 'content/techniques.generated.json';

/** Every technique, by title. Throws ContentError naming the file of one that does not fit. */
export const readTechniques: () => readonly Technique[] = remember(
  () => [generated],
  () =>
    parseContent(generated, z.array(z.looseObject({ id: z.string() })), readJson(generated))
      .map((document) => parseContent(`content/techniques/${document.id}.json`, technique, document))
      .sort((one, other) => one.title.localeCompare(other.title)),
);
