'use client';

import type { RememberedRoom } from '@/lib/storage/rooms';
import { HostBar } from './host-bar';
import { RoomProvider } from './room-context';
import { SeatBar } from './seat-bar';

export interface RoomInLessonProps {
  readonly room: RememberedRoom;
  readonly lesson: string;
  readonly lessonTitles: Readonly<Record<string, string>>;
  /** The browser has no place in the room any more. */
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
