import type { LeaderboardEntry } from './events';
import type { Place, RoomOptions, WorkFile } from './values';

/** A file that a participant saved. `text` is there on the server and for its owner; hosts read it when they look. */
export interface SavedFile {
  readonly bytes: number;
  /** Milliseconds since 1970: the version to ask for. */
  readonly savedAt: number;
  readonly text?: string;
}

/** How far somebody is in one lesson. */
export interface LessonProgress {
  /** Ids of the goals met. */
  readonly met: readonly string[];
  readonly score: number | null;
  /** When the number of goals met last changed, or the lesson was begun. */
  readonly changedAt: number;
}

/** `left` and `removed` may come back to the same seat; `banned` may not. */
export type SeatStatus = 'present' | 'left' | 'removed' | 'banned';

export interface Seat {
  readonly id: string;
  readonly name: string;
  readonly status: SeatStatus;
  readonly joinedAt: number;
  /** The last sign of life that the person gave: joined, saved, reported, raised, voted. */
  readonly activeAt: number;
  /** The process that holds the seat's open stream; `null` while there is none. Hosts only. */
  readonly instance: string | null;
  readonly place: Place | null;
  /** By lesson. */
  readonly progress: Readonly<Record<string, LessonProgress>>;
  readonly hand: { readonly raisedAt: number; readonly note: string } | null;
  /** By lesson, then path. */
  readonly files: Readonly<Record<string, Readonly<Record<string, SavedFile>>>>;
  /** UTF-8 bytes and number of all files. */
  readonly fileBytes: number;
  readonly fileCount: number;
  /** While a code for another device is good: until when. Own seat only. */
  readonly moveCodeUntil: number | null;
}

export interface Host {
  readonly id: string;
  readonly name: string;
  readonly joinedAt: number;
  /** As for a seat. Hosts only. */
  readonly instance: string | null;
}

export interface Timer {
  readonly label: string;
  readonly startedAt: number;
  /** By the server's clock; over when that time has passed. */
  readonly endsAt: number;
}

export interface Message {
  readonly id: string;
  readonly text: string;
  /** Id of a host. */
  readonly by: string;
  readonly sentAt: number;
}

export interface Poll {
  readonly id: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly open: boolean;
  /** Option by seat: all of them for hosts, only their own for participants. */
  readonly votes: Readonly<Record<string, number>>;
  /** Votes for each option, once they were shown to everybody. */
  readonly results: readonly number[] | null;
}

/** Whose work everybody sees. */
export interface Spotlight {
  /** `null` for other participants. */
  readonly seat: string | null;
  /** `null` where the participant did not agree to be named. */
  readonly name: string | null;
  readonly lesson: string;
  readonly files: readonly WorkFile[];
  readonly startedAt: number;
}

/** Whose secret a hash belongs to. `until` is `null` for those that do not end. */
export interface CredentialOwner {
  readonly kind: 'host' | 'seat' | 'invite' | 'move';
  readonly id: string;
  readonly until: number | null;
}

/** What the events of a room come to. The server holds all of it; hosts and participants hold what `redact.ts` leaves. */
export interface RoomState {
  /** Number of the last event. */
  readonly number: number;
  readonly code: string;
  readonly title: string;
  readonly createdAt: number;
  /** `track/name`, in the order of the workshop. */
  readonly lessons: readonly string[];
  readonly options: RoomOptions;
  readonly joining: 'open' | 'closed';
  readonly ended: boolean;
  readonly hosts: Readonly<Record<string, Host>>;
  /** Id of the host who holds the controls. */
  readonly holder: string;
  readonly invites: Readonly<Record<string, { readonly by: string; readonly expiresAt: number }>>;
  /** All seats on the server and for hosts, their own for participants. */
  readonly seats: Readonly<Record<string, Seat>>;
  /** Where the host last sent everybody. */
  readonly pushed: { readonly place: Place; readonly by: string; readonly at: number } | null;
  /** The host's own lesson and files while the room follows. */
  readonly shown: { readonly place: Place; readonly by: string; readonly files: readonly WorkFile[] } | null;
  /** Places that are locked, as `placeKey` writes them, sorted. */
  readonly locked: readonly string[];
  readonly timer: Timer | null;
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** Oldest first. */
  readonly polls: readonly Poll[];
  /** The seat that was asked to be spotlighted and has not answered. Hosts and that participant only. */
  readonly spotlightRequest: { readonly seat: string; readonly by: string } | null;
  readonly spotlight: Spotlight | null;
  readonly leaderboard: { readonly entries: readonly LeaderboardEntry[]; readonly at: number } | null;
  /** By hash. Empty everywhere but on the server. */
  readonly credentials: Readonly<Record<string, CredentialOwner>>;
}
