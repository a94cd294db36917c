'use client';

import { useEffect, useRef, useState } from 'react';
import { describeConnection } from './connection-words';
import { listNews } from './news';
import { useRoom } from './room-context';

/** The one live region of a participant's bar: says each piece of news once, and when the connection goes and comes back. */
export function Announcer() {
  const { view } = useRoom();
  const { state, viewer, status } = view;
  const [said, say] = useState('');
  const seat = viewer?.kind === 'seat' ? viewer.id : null;

  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (state === null || seat === null) return;
    const news = listNews(state, seat);
    const before = known.current;
    known.current = new Set(news.map(({ key }) => key));
    // What was there before somebody came stands on the page; only what is new is said.
    if (before === null) return;
    const fresh = news.filter(({ key }) => !before.has(key));
    if (fresh.length > 0) say(fresh.map(({ sentence }) => sentence).join(' '));
  }, [state, seat]);

  const lost = useRef(false);
  const { tone, long } = describeConnection(view);
  const away = tone !== 'good' && status.kind !== 'connecting';
  useEffect(() => {
    if (away === lost.current) return;
    lost.current = away;
    say(away ? long : 'The connection is back.');
  }, [away, long]);

  return (
    <p className="sr-only" role="status">
      {said}
    </p>
  );
}
