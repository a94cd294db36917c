import type { Metadata } from 'next';
import { nameOfTrack } from '@/components/lesson/track-name';
import { Page, PageHead } from '@/components/ui/page-head';
import { TextLink } from '@/components/ui/text-link';
import { KnownRooms } from '@/components/workshop/known-rooms';
import { StartForm } from '@/components/workshop/start-form';
import { readLessons } from '@/lib/content/lessons';

export const metadata: Metadata = {
  title: 'Start a workshop',
  description: 'Lead a room of people through the lessons: see who is stuck, show work, run polls and timers.',
};

export default function WorkshopRoute() {
  const lessons = readLessons();
  const tracks = [...new Set(lessons.map(({ track }) => track))].map((track) => ({
    track,
    title: nameOfTrack(track),
    lessons: lessons
      .filter((lesson) => lesson.track === track)
      .map(({ name, meta }) => ({ lesson: `${track}/${name}`, title: meta.title, minutes: meta.minutes })),
  }));
  return (
    <Page>
      <PageHead title="Start a workshop">
        You lead, everybody works in their own browser: you see how far each of them is and who is stuck, and they join
        with a code of six characters. Have one already? <TextLink href="/join">Join a workshop</TextLink>.
      </PageHead>
      <StartForm tracks={tracks} />
      <KnownRooms />
    </Page>
  );
}
