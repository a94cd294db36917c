/** Why a request was not carried out: a code for programs, with its HTTP status and its sentence for people. */
export const refusals = {
  'unknown-room': [
    404,
    'There is no workshop with this code. Codes have six characters and end some days after the last activity.',
  ],
  'room-ended': [410, 'This workshop has ended.'],
  'room-full': [409, 'This workshop is full.'],
  'joining-closed': [403, 'The host has closed joining for this workshop.'],
  'not-signed-in': [401, 'This browser has no place in this workshop. Join with the code.'],
  'stale-link': [401, 'This link is no longer valid. Ask a host of the workshop for a new one.'],
  'wrong-move-code': [401, 'This code is not valid. Codes for another device work once, within five minutes.'],
  banned: [403, 'A host has ended your participation in this workshop.'],
  removed: [403, 'A host has removed you from this workshop. You can join again.'],
  'not-allowed': [403, 'This needs other rights than yours.'],
  'needs-controls': [403, 'Another host holds the controls. Ask to have them handed over.'],
  'controls-held': [409, 'The host who holds the controls is connected and has to hand them over.'],
  'name-empty': [422, 'Enter a name that has at least one letter or digit.'],
  'name-too-long': [422, 'Enter a name of at most 40 characters.'],
  'name-unsuitable': [422, 'Choose another name: this one contains a word that is not allowed here.'],
  'name-taken': [409, 'Somebody in this workshop has this name, or one that looks like it.'],
  'names-are-given': [403, 'In this workshop the server chooses the names.'],
  'text-empty': [422, 'The text is empty.'],
  'no-such-seat': [404, 'This person is not in the workshop.'],
  'no-such-host': [404, 'There is no such host in this workshop.'],
  'no-such-poll': [404, 'There is no such poll.'],
  'poll-closed': [409, 'The poll is closed.'],
  'no-such-option': [422, 'The poll has no such option.'],
  'no-such-lesson': [422, 'The workshop has no such lesson.'],
  'place-locked': [403, 'The host has locked this step for now.'],
  'no-timer': [409, 'No timer is running.'],
  'no-spotlight-request': [409, 'Nobody has asked for this.'],
  'spotlight-busy': [409, 'End the spotlight, or wait for the answer, before you ask somebody else.'],
  'too-many-files': [413, 'The workshop keeps at most 128 files and 262 kB for each person.'],
  'room-files-full': [413, 'The workshop cannot keep more files. Your own are safe in this browser.'],
  'too-many-hosts': [409, 'The workshop has as many hosts as it can have.'],
  'too-many-invites': [409, 'Twelve invitations are open. Wait until one is used or ends.'],
  'too-many-polls': [409, 'The workshop has as many polls as it can have. Withdraw one first.'],
  'bad-request': [400, 'The request is not one that this server knows.'],
  'body-too-large': [413, 'The request is too large.'],
  'wrong-type': [415, 'Requests must be JSON.'],
  'wrong-origin': [403, 'The request came from another site.'],
  'too-many-requests': [429, 'Too many requests. Wait a little and try again.'],
  'too-many-guesses': [429, 'Too many wrong codes from this network. Wait a minute and try again.'],
  unavailable: [503, 'The workshop cannot save anything at the moment. What you did is kept here and sent again.'],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;

export type RefusalCode = keyof typeof refusals;

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  /** A sentence for people. */
  readonly message: string;
  /** A name that would do, where the wanted one is taken. */
  readonly suggestion?: string;
}

export function refuse(code: RefusalCode, suggestion?: string): Refusal {
  return { ok: false, code, message: refusals[code][1], ...(suggestion === undefined ? {} : { suggestion }) };
}

export const statusOf = (code: RefusalCode): number => refusals[code][0];
