'use client';

import { useEffect, useMemo, useRef } from 'react';
import { useLesson } from '@/components/lesson/lesson-context';
import { sameProject } from '@/components/workbench/project-edits';
import { useWorkbench, useWorkbenchStore } from '@/components/workbench/store';
import type { Project, ProjectFile } from '@/lib/analyzer/project';
import { WorkSaver } from '@/lib/workshop/client/work-saver';
import { roomLimits } from '@/lib/workshop/limits';
import type { Seat } from '@/lib/workshop/state';
import { countBytes, type WorkFile } from '@/lib/workshop/values';
import { useRoom } from './room-context';

/** Milliseconds without a change before progress is told. */
const quiet = 800;

/**
 * Tells the room how far this browser is in the lesson, and sends its files as they are edited. Where the lesson is still as it
 * begins, as on a device that a place was moved to, the files that the room keeps come first.
 */
export function useReportWork(lesson: string, seat: Seat | null): void {
  const { line } = useRoom();
  const workbench = useWorkbenchStore();
  const { results } = useLesson();
  const project = useWorkbench((state) => state.project);
  const points = useWorkbench((state) => state.analysis.score.points);
  const joined = seat !== null;
  const latestSeat = useRef(seat);
  useEffect(() => {
    latestSeat.current = seat;
  }, [seat]);

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
    const kept = listKeptFiles(latestSeat.current, lesson);
    const { start, project: present, replaceProject } = workbench.getState();
    if (sameProject(present, start) && kept.some(({ path }) => path === start.dockerfile)) {
      replaceProject({ ...start, files: kept.map((file) => ({ ...findFile(start, file.path), ...file })) });
    }
    const made = new WorkSaver(lesson, kept, (command) => line.send(command), { after, now: Date.now });
    saver.current = made;
    return () => {
      made.flush();
      saver.current = null;
    };
  }, [joined, lesson, line, workbench]);
  useEffect(() => {
    if (!joined) return;
    const files = project.files
      .filter(({ text }) => countBytes(text) <= roomLimits.fileBytes)
      .slice(0, roomLimits.filesPerSave)
      .map(({ path, text }) => ({ path, text }));
    saver.current?.save(files);
  }, [joined, project]);
}

/** The files of the lesson that the room keeps for this seat. */
function listKeptFiles(seat: Seat | null, lesson: string): readonly WorkFile[] {
  return Object.entries(seat?.files[lesson] ?? {}).flatMap(([path, { text }]) =>
    text === undefined ? [] : [{ path, text }],
  );
}

const findFile = (project: Project, path: string): ProjectFile | undefined =>
  project.files.find((file) => file.path === path);
