'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useEffect, useState } from 'react';
import { findRoomOfLesson, forgetRoom, type RememberedRoom } from '@/lib/storage/rooms';
import { browserStorage } from './browser-storage';

// Lessons outside of a workshop do without all of it.
const RoomInLesson = dynamic(() => import('./room-in-lesson').then((module) => module.RoomInLesson), { ssr: false });

interface RoomFrameProps {
  /** `track/name`. */
  readonly lesson: string;
  readonly lessonTitles: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

/** A lesson, with the room's bar over it where this browser takes part in a workshop that has the lesson. */
export function RoomFrame({ lesson, lessonTitles, children }: RoomFrameProps) {
  const [room, setRoom] = useState<RememberedRoom | null>(null);
  const [locked, setLocked] = useState(false);
  useEffect(() => setRoom(findRoomOfLesson(browserStorage(), lesson)), [lesson]);
  const leave = () => {
    if (room !== null) forgetRoom(browserStorage(), room.code, room.role);
    setLocked(false);
    setRoom(null);
  };
  return (
    <div data-room-frame className={room === null ? undefined : '[--header:calc(6.5rem_+_var(--notices,0rem))]'}>
      {room !== null && (
        <RoomInLesson
          key={`${room.code} ${room.role}`}
          room={room}
          lesson={lesson}
          lessonTitles={lessonTitles}
          onLocked={setLocked}
          onLeft={leave}
        />
      )}
      <div inert={locked}>{children}</div>
    </div>
  );
}
