'use client';

import { useEffect, useMemo, useRef } from 'react';
import { useLesson } from '@/components/lesson/lesson-context';
import { useWorkbench } from '@/components/workbench/store';
import { WorkSaver } from '@/lib/workshop/client/work-saver';
import { roomLimits } from '@/lib/workshop/limits';
import { countBytes } from '@/lib/workshop/values';
import { useRoom } from './room-context';

/** Milliseconds without a change before progress is told. */
const quiet = 800;

/** Tells the room how far this browser is in the lesson, and sends its files as they are edited. */
export function useReportWork(lesson: string): void {
  const { line, view } = useRoom();
  const { results } = useLesson();
  const project = useWorkbench((state) => state.project);
  const points = useWorkbench((state) => state.analysis.score.points);
  const joined = view.viewer?.kind === 'seat';

  const met = useMemo(() => results.filter((result) => result.met).map(({ goal }) => goal.id), [results]);
  const step = results.find((result) => !result.met)?.goal.id ?? null;
  const told = JSON.stringify([lesson, step, met, points]);
  const toldBefore = useRef('');
  useEffect(() => {
    if (!joined || toldBefore.current === told) return;
    const timer = setTimeout(() => {
      toldBefore.current = told;
      line.send({ kind: 'report-progress', place: { lesson, step }, met, score: points });
    }, quiet);
    return () => clearTimeout(timer);
  }, [joined, told, line, lesson, step, met, points]);

  const saver = useRef<WorkSaver | null>(null);
  useEffect(() => {
    if (!joined) return;
    const after = (milliseconds: number, work: () => void) => {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    };
    const made = new WorkSaver(lesson, [], (command) => line.send(command), { after, now: Date.now });
    saver.current = made;
    return () => {
      made.flush();
      saver.current = null;
    };
  }, [joined, lesson, line]);
  useEffect(() => {
    if (!joined) return;
    const files = project.files
      .filter(({ text }) => countBytes(text) <= roomLimits.fileBytes)
      .slice(0, roomLimits.filesPerSave)
      .map(({ path, text }) => ({ path, text }));
    saver.current?.save(files);
  }, [joined, project]);
}
