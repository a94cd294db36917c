import type { HostLesson } from '@/components/workshop/host/lessons';
import { readLessons } from '@/lib/content/lessons';

/** What the pages of a workshop's host know of every lesson. */
export function listHostLessons(): readonly HostLesson[] {
  return readLessons().map(({ track, name, meta }) => ({
    lesson: `${track}/${name}`,
    title: meta.title,
    goals: meta.goals.map(({ id, text }) => ({ id, text })),
    questions: meta.questions.map(({ question, options }) => ({ question, options })),
  }));
}
