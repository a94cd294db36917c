import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LessonView } from '@/components/lesson/lesson-view';
import { nameOfTrack } from '@/components/lesson/track-name';
import { describeDifference } from '@/components/rule/techniques';
import { analyze } from '@/lib/analyzer';
import { readCatalog } from '@/lib/content/catalog';
import { type Lesson, readLesson, readLessons } from '@/lib/content/lessons';
import { readRecording } from '@/lib/content/recordings';
import { readTechniques } from '@/lib/content/techniques';
import type { Goal } from '@/lib/lessons/schema';
import { techniquesOfGoal, weighEvidence } from '@/lib/recordings/techniques';

interface Props {
  params: Promise<{ track: string; name: string }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return readLessons().map(({ track, name }) => ({ track, name }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { track, name } = await params;
  const lesson = readLesson(track, name);
  return lesson ? { title: lesson.meta.title, description: lesson.meta.summary } : {};
}

function stopAt(lesson: Lesson | undefined) {
  return lesson ? { href: `/lessons/${lesson.track}/${lesson.name}`, title: lesson.meta.title } : null;
}

/** Techniques named under a goal: more would drown it. */
const mostTechniques = 2;

/** The recorded builds that show what meeting a goal changes. */
function findEvidence(goal: Goal) {
  return techniquesOfGoal(goal, readTechniques())
    .slice(0, mostTechniques)
    .flatMap(({ evidence }) => evidence.slice(0, 1))
    .map((pair) => {
      const weighed = weighEvidence(pair, readRecording);
      return { recording: pair.with, title: weighed.with.title, difference: describeDifference(weighed) };
    });
}

export default async function LessonPage({ params }: Props) {
  const { track, name } = await params;
  const lesson = readLesson(track, name);
  if (!lesson) notFound();
  const siblings = readLessons().filter((other) => other.track === track);
  const index = siblings.findIndex((other) => other.name === name);
  const today = new Date().toISOString().slice(0, 10);
  const { default: Text } = await import(`@/content/lessons/${track}/${name}/lesson.mdx`);
  return (
    <LessonView
      meta={lesson.meta}
      track={{ title: nameOfTrack(track), position: index + 1, count: siblings.length }}
      input={{
        scope: { kind: 'lesson', track, name, version: lesson.meta.version },
        start: lesson.start,
        solution: lesson.solution,
        startAnalysis: analyze(lesson.start, { catalog: readCatalog(), today }),
        today,
      }}
      evidence={Object.fromEntries(lesson.meta.goals.map((goal) => [goal.id, findEvidence(goal)]))}
      previous={stopAt(siblings[index - 1])}
      next={stopAt(siblings[index + 1])}
      lesson={`${track}/${name}`}
      lessonTitles={Object.fromEntries(
        readLessons().map((other) => [`${other.track}/${other.name}`, other.meta.title]),
      )}
    >
      <Text />
    </LessonView>
  );
}
