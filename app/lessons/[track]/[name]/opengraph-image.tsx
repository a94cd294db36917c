import { notFound } from 'next/navigation';
import { nameOfTrack } from '@/components/lesson/track-name';
import { columnOf, previewSize } from '@/components/preview/card';
import { analyze } from '@/lib/analyzer';
import { readCatalog } from '@/lib/content/catalog';
import { readLesson, readLessons } from '@/lib/content/lessons';
import { drawPreview } from '../../../draw-preview';

export const alt = 'The lesson’s image before and after, as stacks of layers with their grades';
export const size = previewSize;
export const contentType = 'image/png';

export function generateStaticParams() {
  return readLessons().map(({ track, name }) => ({ track, name }));
}

export default async function Image({ params }: { params: Promise<{ track: string; name: string }> }) {
  const { track, name } = await params;
  const lesson = readLesson(track, name);
  if (!lesson) notFound();
  const siblings = readLessons().filter((other) => other.track === track);
  const options = { catalog: readCatalog(), today: new Date().toISOString().slice(0, 10) };
  return drawPreview({
    label: `${nameOfTrack(track)} · lesson ${siblings.findIndex((other) => other.name === name) + 1} of ${siblings.length}`,
    title: lesson.meta.title,
    summary: lesson.meta.summary,
    columns: [lesson.start, lesson.solution].map((project) => columnOf(analyze(project, options))),
  });
}
