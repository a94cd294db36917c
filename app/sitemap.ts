import type { MetadataRoute } from 'next';
import { rules } from '@/lib/analyzer/rules/registry.generated';
import { readLessons } from '@/lib/content/lessons';
import { readRecordings } from '@/lib/content/recordings';
import { siteUrl } from './site';

/** Every page that can be linked to; the page for lost addresses searches in it, too. */
export default function sitemap(): MetadataRoute.Sitemap {
  return [
    '/',
    '/lessons',
    ...readLessons().map((lesson) => `/lessons/${lesson.track}/${lesson.name}`),
    '/playground',
    '/workshop',
    '/join',
    '/recordings',
    ...readRecordings().map((recording) => `/recordings/${recording.id}`),
    '/rules',
    ...rules.map((rule) => `/rules/${rule.id}`),
  ].map((path) => ({ url: new URL(path, siteUrl).href }));
}
