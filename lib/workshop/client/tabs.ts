import type { Answer, CommandDone, StreamFrame } from '../protocol';
import type { OutboxEntry } from './outbox';
import type { RoomView } from './types';

/** What the tabs of one browser tell each other. One of them leads: it holds the stream and sends the commands of all. */
export type TabMessage =
  /** Of a tab that was just opened. */
  | { readonly type: 'hello' }
  /** The leader's answer, and its greeting when it takes over: others send it again what it has not acknowledged. */
  | { readonly type: 'share'; readonly view: RoomView; readonly after: number | null }
  | { readonly type: 'frame'; readonly frame: StreamFrame; readonly number: number | null }
  | { readonly type: 'line'; readonly line: Pick<RoomView, 'status' | 'pending' | 'logAvailable'> }
  | { readonly type: 'send'; readonly entry: OutboxEntry }
  | { readonly type: 'answer'; readonly keys: readonly string[]; readonly answer: Answer<CommandDone> };
