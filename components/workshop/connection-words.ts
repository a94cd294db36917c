import type { RoomView } from '@/lib/workshop/client/types';
import type { EndReason } from '@/lib/workshop/protocol';

export interface ConnectionWords {
  /** One or two words for the bar. */
  readonly short: string;
  /** What it means for the work: a sentence. */
  readonly long: string;
  readonly tone: 'good' | 'waiting' | 'bad';
}

const endings: Readonly<Record<EndReason, string>> = {
  removed: 'A host removed you from this workshop. Your files are in this browser, and you can join again.',
  banned: 'A host ended your participation. Your files are in this browser.',
  moved: 'Your place moved to another device. Join again there, or bring it back with a code from it.',
  left: 'You left the workshop. Your files are in this browser.',
  'room-ended': 'The workshop has ended. Your files are in this browser.',
  'room-deleted': 'The workshop was deleted. Your files are in this browser.',
  'unknown-room': 'There is no workshop with this code any more. Your files are in this browser.',
  'not-signed-in': 'This browser has no place in the workshop. Join with the code.',
};

const kept = (pending: number) =>
  pending === 0
    ? 'You can go on working: edits are kept here and sent when the connection is back.'
    : `You can go on working: ${pending === 1 ? 'one change is' : `${pending} changes are`} kept here and sent when the connection is back.`;

/** What the state of the line means, in words. */
export function describeConnection({ status, pending, logAvailable }: RoomView): ConnectionWords {
  switch (status.kind) {
    case 'connecting':
      return { short: 'Connecting', long: 'Connecting to the workshop.', tone: 'waiting' };
    case 'reconnecting':
      return { short: 'Reconnecting', long: `The connection is gone. ${kept(pending)}`, tone: 'waiting' };
    case 'offline':
      return { short: 'Offline', long: `This device is offline. ${kept(pending)}`, tone: 'waiting' };
    case 'ended':
      return { short: 'Ended', long: endings[status.reason], tone: 'bad' };
    case 'live':
      if (!logAvailable) {
        return {
          short: 'Not saving',
          long: 'The workshop cannot save anything at the moment. What you do is kept here and sent again.',
          tone: 'waiting',
        };
      }
      return pending > 0
        ? { short: 'Sending', long: 'Your changes are on their way.', tone: 'good' }
        : { short: 'Connected', long: 'You are connected, and everything is sent.', tone: 'good' };
  }
}
