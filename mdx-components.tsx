import type { MDXComponents } from 'mdx/types';
import { lessonComponents } from '@/components/lesson/mdx';
import { readCatalog } from '@/lib/content/catalog';
import { readRecordings } from '@/lib/content/recordings';

/** What every MDX file may use without importing it. */
export function useMDXComponents(): MDXComponents {
  return lessonComponents({ recordings: readRecordings(), baseImages: readCatalog().baseImages });
}
