'use client';

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { connectToRoom } from '@/lib/workshop/client/browser';
import { HeldLines } from '@/lib/workshop/client/held-lines';
import type { RoomLine, RoomView } from '@/lib/workshop/client/types';
import type { Command } from '@/lib/workshop/commands';
import type { Viewer } from '@/lib/workshop/protocol';

interface RoomContextValue {
  readonly code: string;
  readonly view: RoomView;
  readonly line: RoomLine;
  /** The sentence of the last refusal, until the next command; `null` where none was refused. */
  readonly refusal: string | null;
  readonly dismissRefusal: () => void;
  /** Sends a command now or when the line is back; resolves with whether it was carried out, never rejects. */
  readonly send: (command: Command) => Promise<boolean>;
}

/** For `useRoom`; tests put a room without a server into it. */
export const RoomContext = createContext<RoomContextValue | null>(null);

interface RoomProviderProps {
  readonly code: string;
  readonly viewer: Viewer['kind'];
  readonly children: ReactNode;
}

const lines = new HeldLines((milliseconds, work) => {
  const timer = setTimeout(work, milliseconds);
  return () => clearTimeout(timer);
});

/** Holds this tab's line to a room while it is on the page, and hands it on to the room's next page. */
export function RoomProvider({ code, viewer, children }: RoomProviderProps) {
  const name = `${code} ${viewer}`;
  const [line] = useState(() => lines.find(name, () => connectToRoom(code, viewer)));
  useEffect(() => lines.hold(name, line), [name, line]);
  const view = useSyncExternalStore(line.subscribe, line.getView, line.getView);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = useCallback(
    async (command: Command) => {
      setRefusal(null);
      const answer = await line.send(command);
      if (!answer.ok) setRefusal(answer.message);
      return answer.ok;
    },
    [line],
  );
  const value = useMemo(
    () => ({ code, view, line, refusal, send, dismissRefusal: () => setRefusal(null) }),
    [code, view, line, refusal, send],
  );
  return <RoomContext value={value}>{children}</RoomContext>;
}

export function useRoom(): RoomContextValue {
  const value = use(RoomContext);
  if (!value) throw new Error('useRoom needs a RoomProvider around it.');
  return value;
}
