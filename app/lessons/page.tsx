import type { Metadata } from 'next';
import Link from 'next/link';
import { LessonProgress } from '@/components/lesson/lesson-progress';
import { nameOfTrack } from '@/components/lesson/track-name';
import { readLessons } from '@/lib/content/lessons';

export const metadata: Metadata = {
  title: 'Lessons',
  description:
    'Walk from an Ubuntu image to a slim one to a multi-stage one, with an editor and recorded builds beside the text.',
};

export default function LessonsPage() {
  const lessons = readLessons();
  const tracks = [...new Set(lessons.map((lesson) => lesson.track))];
  return (
    <div className="mx-auto max-w-[54rem] px-4 pt-10 pb-20 sm:px-6">
      <h1 className="font-semibold font-serif text-3xl tracking-[-0.015em]">Lessons</h1>
      <p className="mt-3 max-w-[60ch] font-serif text-ink-soft text-lg">
        Each lesson is a text beside a Dockerfile that you edit. Your work is saved in this browser, lesson by lesson.
      </p>
      {tracks.map((track) => {
        const own = lessons.filter((lesson) => lesson.track === track);
        const minutes = own.reduce((total, lesson) => total + lesson.meta.minutes, 0);
        return (
          <section key={track} className="mt-10" aria-labelledby={track}>
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h2 id={track} className="font-semibold font-serif text-xl">
                {nameOfTrack(track)}
              </h2>
              <p className="figures text-muted text-sm">
                {own.length} {own.length === 1 ? 'lesson' : 'lessons'}, about {minutes} minutes
              </p>
            </div>
            <ol className="mt-3 border-line border-t">
              {own.map((lesson, index) => (
                <li key={lesson.name} className="border-line border-b">
                  <Link
                    href={`/lessons/${track}/${lesson.name}`}
                    className="group grid grid-cols-[2rem_1fr] gap-x-3 py-5 sm:grid-cols-[2.5rem_1fr_10rem]"
                  >
                    <span className="figures pt-0.5 font-serif text-muted text-xl">{index + 1}</span>
                    <span>
                      <span className="block font-semibold font-serif text-xl group-hover:underline">
                        {lesson.meta.title}
                      </span>
                      <span className="mt-1 block max-w-[56ch] text-ink-soft">{lesson.meta.summary}</span>
                    </span>
                    <span className="figures text-muted text-sm max-sm:col-start-2 max-sm:mt-2 sm:pt-1 sm:text-right">
                      <span className="max-sm:mr-4 sm:block">{lesson.meta.minutes} minutes</span>
                      <LessonProgress
                        track={track}
                        name={lesson.name}
                        version={lesson.meta.version}
                        goals={lesson.meta.goals.map((goal) => goal.id)}
                      />
                    </span>
                  </Link>
                </li>
              ))}
            </ol>
          </section>
        );
      })}
    </div>
  );
}
