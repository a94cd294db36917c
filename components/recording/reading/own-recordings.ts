'use client';

import { useSyncExternalStore } from 'react';
import type { Recording } from '@/lib/recordings/schema';
import {
  isOwnRecordingKey,
  listOwnRecordings,
  type OwnRecording,
  removeOwn,
  renameOwn,
  type SaveOwnResult,
  saveOwnRecording,
  writeOwn,
} from '@/lib/storage/own-recordings';
import { storageMessages } from '@/lib/storage/work-storage';
import { browserStorage } from './browser-storage';

const changed = 'layerwise:own-recordings';
const none: readonly OwnRecording[] = [];

/** What was read last; a change, here or in another tab, makes it read again. */
let known: readonly OwnRecording[] | null = null;

function read(): readonly OwnRecording[] {
  known ??= listOwnRecordings(browserStorage());
  return known;
}

function watch(listener: () => void): () => void {
  const forget = () => {
    known = null;
    listener();
  };
  const hearOtherTab = (event: StorageEvent) => {
    if (isOwnRecordingKey(event.key)) forget();
  };
  addEventListener(changed, forget);
  addEventListener('storage', hearOtherTab);
  return () => {
    removeEventListener(changed, forget);
    removeEventListener('storage', hearOtherTab);
  };
}

function announce(): void {
  known = null;
  dispatchEvent(new Event(changed));
}

/** The recordings that the reader keeps in this browser, newest first; none on the server. */
export function useOwnRecordings(): readonly OwnRecording[] {
  return useSyncExternalStore(watch, read, () => none);
}

/** Keeps a recording. `attachedTo` is the key of the work that it belongs to. */
export function keepRecording(recording: Recording, attachedTo: string | null): SaveOwnResult {
  const token = `${Date.now().toString(36)}${Math.floor(Math.random() * 36 ** 4).toString(36)}`;
  const result = saveOwnRecording(browserStorage(), recording, {
    token,
    savedAt: new Date().toISOString(),
    attachedTo,
  });
  announce();
  return result;
}

/** Keeps a recording that came in a link, unless one that tells the same is here. */
export function keepOnce(recording: Recording, attachedTo: string | null): void {
  const told = (one: Recording) => JSON.stringify({ ...one, id: '' });
  const wanted = told({ ...recording, origin: 'pasted' });
  const present = read().find((own) => told(own.recording) === wanted);
  if (present === undefined) keepRecording(recording, attachedTo);
  else if (present.attachedTo === null) ownRecordings.attach(present, attachedTo);
}

/** The changes a reader can make to what they keep. Each gives a sentence where the browser refuses, else `null`. */
export const ownRecordings = {
  rename: (own: OwnRecording, title: string) => finish(renameOwn(browserStorage(), own, title)),
  attach: (own: OwnRecording, attachedTo: string | null) => finish(writeOwn(browserStorage(), { ...own, attachedTo })),
  remove: (own: OwnRecording) => finish(removeOwn(browserStorage(), own.id)),
  bringBack: (own: OwnRecording) => finish(writeOwn(browserStorage(), own)),
} as const;

function finish(trouble: keyof typeof storageMessages | null): string | null {
  announce();
  return trouble === null ? null : storageMessages[trouble];
}
