'use client';

import type { RememberedRoom } from '@/lib/storage/rooms';
import { HostBar } from './host-bar';
import { RoomProvider } from './room-context';
import { SeatBar } from './seat-bar';

export interface RoomInLessonProps {
  readonly room: RememberedRoom;
  readonly lesson: string;
  readonly lessonTitles: Readonly<Record<string, string>>;
  /** Hears whether the host has locked the lesson, which nothing on the page may get around. */
  readonly onLocked: (locked: boolean) => void;
  /** The browser has no place in the room any more, and the reader has taken note of it. */
  readonly onLeft: () => void;
}

/** The workshop over a lesson: a participant's bar, or the host's. */
export function RoomInLesson(props: RoomInLessonProps) {
  const { code, role } = props.room;
  return (
    <RoomProvider code={code} viewer={role}>
      {role === 'host' ? <HostBar {...props} /> : <SeatBar {...props} />}
    </RoomProvider>
  );
}
