import type { CommandKind } from './commands';
import type { EventKind } from './events';

/**
 * Who may give a command. `host` any host; `holder` the host who holds the controls, so that several hosts do not fight over
 * them. What a command needs beyond that (an open poll, a free name) says `decide/`.
 */
export type Right = 'seat' | 'host' | 'holder';

export const rights = {
  'save-files': 'seat',
  'report-progress': 'seat',
  'raise-hand': 'seat',
  'lower-hand': 'seat',
  vote: 'seat',
  'accept-spotlight': 'seat',
  'decline-spotlight': 'seat',
  'leave-spotlight': 'seat',
  rename: 'seat',
  'make-move-code': 'seat',
  leave: 'seat',
  push: 'holder',
  'show-work': 'holder',
  'stop-showing': 'holder',
  lock: 'holder',
  unlock: 'holder',
  'start-timer': 'holder',
  'extend-timer': 'holder',
  'cancel-timer': 'holder',
  'send-message': 'holder',
  'answer-hand': 'host',
  'open-poll': 'holder',
  'close-poll': 'holder',
  'show-poll-results': 'holder',
  'withdraw-poll': 'holder',
  'request-spotlight': 'holder',
  'end-spotlight': 'holder',
  'show-leaderboard': 'holder',
  'hide-leaderboard': 'holder',
  remove: 'host',
  ban: 'host',
  pardon: 'host',
  'close-joining': 'holder',
  'open-joining': 'holder',
  'invite-host': 'holder',
  'hand-over': 'holder',
  'take-over': 'host',
  'change-room': 'holder',
  'end-room': 'holder',
} as const satisfies Record<CommandKind, Right>;

/**
 * Who learns of an event: everybody in the room; hosts; the participant that it is about (`owner`); or both. What of it they
 * see says `redact.ts`. A new kind of event has to be listed here before the code compiles.
 */
export type Audience = 'everybody' | 'hosts' | 'owner' | 'hosts-and-owner';

export const audiences = {
  'room-created': 'everybody',
  'room-changed': 'everybody',
  'joining-closed': 'everybody',
  'joining-opened': 'everybody',
  'room-ended': 'everybody',
  'host-invited': 'hosts',
  'host-joined': 'everybody',
  'controls-passed': 'everybody',
  'seat-taken': 'hosts-and-owner',
  'seat-returned': 'hosts-and-owner',
  'seat-renamed': 'hosts-and-owner',
  'seat-left': 'hosts-and-owner',
  'seat-removed': 'hosts-and-owner',
  'seat-banned': 'hosts-and-owner',
  'seat-pardoned': 'hosts-and-owner',
  'move-code-made': 'owner',
  'seat-moved': 'hosts-and-owner',
  'presence-changed': 'hosts',
  'files-saved': 'hosts-and-owner',
  'progress-reported': 'hosts-and-owner',
  'hand-raised': 'hosts-and-owner',
  'hand-lowered': 'hosts-and-owner',
  'everybody-pushed': 'everybody',
  'work-shown': 'everybody',
  'showing-stopped': 'everybody',
  'places-locked': 'everybody',
  'places-unlocked': 'everybody',
  'timer-started': 'everybody',
  'timer-extended': 'everybody',
  'timer-cancelled': 'everybody',
  'message-sent': 'everybody',
  'poll-opened': 'everybody',
  'vote-cast': 'hosts-and-owner',
  'poll-closed': 'everybody',
  'poll-results-shown': 'everybody',
  'poll-withdrawn': 'everybody',
  'spotlight-requested': 'hosts-and-owner',
  'spotlight-declined': 'hosts-and-owner',
  'spotlight-started': 'everybody',
  'spotlight-updated': 'everybody',
  'spotlight-ended': 'everybody',
  'leaderboard-shown': 'everybody',
  'leaderboard-hidden': 'everybody',
} as const satisfies Record<EventKind, Audience>;
