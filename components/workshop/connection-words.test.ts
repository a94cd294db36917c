import { describe, expect, it } from 'vitest';
import type { ConnectionStatus, RoomView } from '@/lib/workshop/client/types';
import { describeConnection } from './connection-words';

const view = (status: ConnectionStatus, more: Partial<RoomView> = {}): RoomView => ({
  state: null,
  viewer: null,
  status,
  pending: 0,
  logAvailable: true,
  clockOffset: 0,
  ...more,
});

describe('what is said of the connection', () => {
  it.each([
    ['a live line', view({ kind: 'live' }), 'Connected', /everything is sent/],
    ['a live line with changes under way', view({ kind: 'live' }, { pending: 2 }), 'Sending', /on their way/],
    ['a server that cannot write', view({ kind: 'live' }, { logAvailable: false }), 'Not saving', /cannot save/],
    [
      'a device without network',
      view({ kind: 'offline', since: 0 }, { pending: 1 }),
      'Offline',
      /one change is kept here/,
    ],
    [
      'a line that is tried again',
      view({ kind: 'reconnecting', since: 0, nextTryAt: 1 }, { pending: 3 }),
      'Reconnecting',
      /3 changes are kept/,
    ],
    [
      'a workshop that has ended',
      view({ kind: 'ended', reason: 'room-ended' }),
      'Ended',
      /Your files are in this browser/,
    ],
  ])('%s', (_, state, short, long) => {
    const words = describeConnection(state);
    expect(words.short).toBe(short);
    expect(words.long).toMatch(long);
  });
});
