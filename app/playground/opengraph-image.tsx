import { startProject } from '@/components/playground/start-project';
import { columnOf, previewSize } from '@/components/preview/card';
import { analyze } from '@/lib/analyzer';
import { readCatalog } from '@/lib/content/catalog';
import { drawPreview } from '../draw-preview';

export const alt = 'A Docker image as a stack of layers, with its grade';
export const size = previewSize;
export const contentType = 'image/png';

/** Also for share links: their files are in the part of the address that no server sees. */
export default function Image() {
  const options = { catalog: readCatalog(), today: new Date().toISOString().slice(0, 10) };
  return drawPreview({
    label: 'Playground',
    title: 'A Dockerfile, line by line',
    summary: 'Its size, its build time, what is wrong with it and what would help. The link itself holds the files.',
    columns: [columnOf(analyze(startProject, options))],
  });
}
