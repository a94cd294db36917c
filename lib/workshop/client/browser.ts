import type { Viewer } from '../protocol';
import { RoomConnection } from './connection';
import type { RoomEnvironment } from './environment';
import { openTransport } from './fetch-transport';
import { newKey } from './secrets';
import type { TabMessage } from './tabs';
import type { RoomLine } from './types';

function openStorage(key: string, shared: boolean): RoomEnvironment['storage'] {
  // Blocked or full storage: commands are still sent, they only do not survive a reload.
  const reach = (): Storage | null => {
    try {
      return shared ? window.localStorage : window.sessionStorage;
    } catch {
      return null;
    }
  };
  return {
    read: () => {
      try {
        return reach()?.getItem(key) ?? null;
      } catch {
        return null;
      }
    },
    write: (text) => {
      try {
        if (text === '[]') reach()?.removeItem(key);
        else reach()?.setItem(key, text);
      } catch {
        // See above.
      }
    },
  };
}

/** Tabs agree by a Web Lock, which the browser passes on when a tab closes or crashes. Pages without TLS have none. */
function openTabs(name: string): RoomEnvironment['tabs'] {
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') return null;
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => channel.postMessage(message),
    onMessage: (listener) => {
      const hear = (event: MessageEvent<TabMessage>) => listener(event.data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    lead: ({ steal, led, lost }) => {
      const waiting = new AbortController();
      let release: () => void = () => {};
      const hold = () =>
        new Promise<void>((resolve) => {
          release = resolve;
          led();
        });
      // A steal cannot be aborted, and need not be: it is granted at once.
      const options = steal ? { steal: true } : { signal: waiting.signal };
      navigator.locks.request(name, options, hold).catch(() => {
        if (!waiting.signal.aborted) lost();
      });
      return () => {
        waiting.abort();
        release();
      };
    },
  };
}

function onWake(listener: () => void): () => void {
  const visible = () => {
    if (document.visibilityState === 'visible') listener();
  };
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  window.addEventListener('pageshow', listener);
  document.addEventListener('visibilitychange', visible);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
    window.removeEventListener('pageshow', listener);
    document.removeEventListener('visibilitychange', visible);
  };
}

/** The line of this tab to a room, not yet started. */
export function connectToRoom(code: string, role: Viewer['kind']): RoomLine {
  const name = `layerwise.room.${code}.${role}`;
  const tabs = openTabs(name);
  return new RoomConnection({
    transport: openTransport(code, role),
    now: Date.now,
    random: Math.random,
    newKey,
    after: (milliseconds, work) => {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    isOnline: () => navigator.onLine,
    onWake,
    storage: openStorage(`${name}.outbox`, tabs !== null),
    tabs,
  });
}
