import Link from 'next/link';
import type { ReactNode } from 'react';
import { InstrumentProvider } from '@/components/score/instrument-context';
import { RecordingsProvider } from '@/components/score/recordings-context';
import { ShareButton } from '@/components/share/share-button';
import { WorkbenchProvider } from '@/components/workbench/store';
import type { WorkbenchInput } from '@/components/workbench/types';
import { RoomFrame } from '@/components/workshop/room-frame';
import type { LessonMeta } from '@/lib/lessons/schema';
import { GoalStrip } from './goals';
import { Hints } from './hints';
import { InlineMarkdown } from './inline-markdown';
import { Instrument } from './instrument';
import { type GoalEvidence, LessonProvider } from './lesson-context';
import styles from './lesson-layout.module.css';
import { LessonNavigation, type LessonStop } from './lesson-navigation';
import { Places } from './places';
import { PrintedFiles } from './printed-files';
import { Questions } from './questions';
import { ResetWork } from './reset-work';
import { ShortcutsDialog } from './shortcuts-dialog';
import { Solution } from './solution';

interface LessonViewProps {
  meta: LessonMeta;
  track: { readonly title: string; readonly position: number; readonly count: number };
  input: WorkbenchInput;
  /** Recorded builds that show what meeting a goal changes, by goal id. */
  evidence: Readonly<Record<string, readonly GoalEvidence[]>>;
  previous: LessonStop | null;
  next: LessonStop | null;
  /** `track/name` of this lesson, and the titles of all. */
  lesson: string;
  lessonTitles: Readonly<Record<string, string>>;
  /** The lesson's text. */
  children: ReactNode;
}

/** A lesson: text and tasks on one side, the instrument on the other. */
export function LessonView(props: LessonViewProps) {
  const { meta, track, input, evidence, previous, next, lesson, lessonTitles, children } = props;
  return (
    <WorkbenchProvider input={input}>
      <InstrumentProvider editedPath={findEditedPath(meta)}>
        <RecordingsProvider shown={meta.recordings} application={meta.project}>
          <LessonProvider goals={meta.goals} next={next} evidence={evidence}>
            <RoomFrame lesson={lesson} lessonTitles={lessonTitles}>
              <div className={styles.lesson}>
                <article id="read" className={styles.read}>
                  <div className="max-w-[46rem] px-4 pt-8 pb-16 sm:px-6 xl:mx-auto">
                    <header className={`mb-6 ${styles.opening}`}>
                      <p className="text-muted text-sm">
                        <Link href="/lessons" className="hover:underline">
                          {track.title}
                        </Link>
                        <span className="figures">
                          {' '}
                          · lesson {track.position} of {track.count} · about {meta.minutes} minutes
                        </span>
                      </p>
                      <h1 className="mt-2 font-semibold font-serif text-3xl tracking-[-0.015em]">{meta.title}</h1>
                      <p className="mt-3 max-w-[60ch] font-serif text-ink-soft text-lg">{meta.summary}</p>
                    </header>
                    <div className={styles.text}>
                      <div className="prose">{children}</div>
                      <Questions questions={meta.questions} />
                      <section className="mt-12 border-t pt-6" aria-labelledby="help">
                        <h2 id="help" className="font-semibold font-serif text-xl">
                          If you are stuck
                        </h2>
                        <div className="prose mt-4">
                          <Hints
                            hints={meta.hints.map((text) => ({ text, content: <InlineMarkdown text={text} /> }))}
                          />
                        </div>
                        <div className="no-print mt-4 flex flex-wrap items-center gap-2">
                          <Solution />
                          <ResetWork />
                          <span className="md:hidden">
                            <ShareButton />
                          </span>
                          <ShortcutsDialog />
                        </div>
                      </section>
                      <PrintedFiles />
                      <LessonNavigation previous={previous} next={next} />
                    </div>
                  </div>
                </article>
                <Instrument strip={<GoalStrip />} />
                <Places read={{ name: 'Read', detail: `Lesson ${track.position}` }} />
              </div>
            </RoomFrame>
          </LessonProvider>
        </RecordingsProvider>
      </InstrumentProvider>
    </WorkbenchProvider>
  );
}

/** The file whose edit the lesson is about: that of its first goal on rebuilds. */
function findEditedPath(meta: LessonMeta): string | null {
  for (const condition of meta.goals.flatMap((goal) => goal.when)) {
    if (condition.kind === 'rebuild') return condition.path;
  }
  return null;
}
