import { columnOf, previewSize } from '@/components/preview/card';
import { analyze } from '@/lib/analyzer';
import { readCatalog } from '@/lib/content/catalog';
import { readLessons } from '@/lib/content/lessons';
import { drawPreview } from './draw-preview';

export const alt = 'Layerwise: a Docker image as a stack of layers, before and after its lessons';
export const size = previewSize;
export const contentType = 'image/png';

/** For every page without a picture of its own: where the lessons begin and where they end. */
export default function Image() {
  const lessons = readLessons();
  const options = { catalog: readCatalog(), today: new Date().toISOString().slice(0, 10) };
  const ends = [lessons[0]?.start, lessons.at(-1)?.solution].filter((project) => project !== undefined);
  return drawPreview({
    label: 'Interactive lessons',
    title: 'Small, quick and safe Docker images for Python',
    summary: 'Edit a Dockerfile and see at every keystroke what it costs.',
    columns: ends.map((project) => columnOf(analyze(project, options))),
  });
}
