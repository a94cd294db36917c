import { describe, expect, it } from 'vitest';
import { MemoryStorage } from '@/components/workbench/testing';
import { readPasted } from '../recordings/readers/read-pasted';
import { ownLogs } from '../recordings/readers/testing/own-logs';
import type { Recording } from '../recordings/schema';
import {
  listOwnRecordings,
  mostOwnRecordings,
  removeOwn,
  renameOwn,
  saveOwnRecording,
  writeOwn,
} from './own-recordings';

function pasted(): Recording {
  const [first] = readPasted(`${ownLogs.plain}\n${ownLogs.history}`).recordings;
  if (first === undefined) throw new Error('no recording');
  return first;
}

const at = (minute: number) => `2026-11-21T06:${String(minute).padStart(2, '0')}:00.000Z`;

function save(storage: MemoryStorage, token: string, recording = pasted(), minute = 0) {
  return saveOwnRecording(storage, recording, { token, savedAt: at(minute), attachedTo: 'layerwise.work.playground' });
}

describe('own recordings', () => {
  it('come back as they were kept, newest first', () => {
    const storage = new MemoryStorage();
    save(storage, 'a', pasted(), 1);
    save(storage, 'b', pasted(), 2);
    const found = listOwnRecordings(storage);
    expect(found.map(({ id }) => id)).toEqual(['own-b', 'own-a']);
    expect(found[0]?.recording).toEqual({ ...pasted(), id: 'own-b' });
    expect(found[0]?.attachedTo).toBe('layerwise.work.playground');
  });

  it('can be renamed, deleted and brought back', () => {
    const storage = new MemoryStorage();
    const result = save(storage, 'a');
    if (result.status !== 'saved') throw new Error(result.message);
    renameOwn(storage, result.own, '  The slow\n one ');
    renameOwn(storage, result.own, '   ');
    expect(listOwnRecordings(storage)[0]?.recording.title).toBe('The slow one');
    removeOwn(storage, result.own.id);
    expect(listOwnRecordings(storage)).toEqual([]);
    writeOwn(storage, result.own);
    expect(listOwnRecordings(storage)).toHaveLength(1);
  });

  it('are at most as many as leave room for the work', () => {
    const storage = new MemoryStorage();
    for (let number = 0; number < mostOwnRecordings; number++) expect(save(storage, `n${number}`).status).toBe('saved');
    expect(save(storage, 'more')).toMatchObject({ status: 'too-many', message: expect.stringContaining('Delete one') });
  });

  it('leave out details where they are too long, and say so', () => {
    const long = pasted();
    const parts = Array.from({ length: 200 }, (_, index) => ({ name: `sha256:${index}`.padEnd(200, 'x'), seconds: 1 }));
    const result = save(new MemoryStorage(), 'a', { ...long, steps: long.steps.map((step) => ({ ...step, parts })) });
    expect(result).toMatchObject({ status: 'saved', shortened: true });
    if (result.status === 'saved') expect(result.own.recording.steps).toHaveLength(long.steps.length);
  });

  it('say why they cannot be kept', () => {
    const endless = { ...pasted(), summary: 'x'.repeat(200_000) };
    expect(save(new MemoryStorage(), 'a', endless)).toMatchObject({ status: 'too-large' });
    const full = new MemoryStorage();
    full.capacity = 100;
    expect(save(full, 'a')).toMatchObject({ status: 'full' });
    const blocked = new MemoryStorage();
    blocked.blocked = true;
    expect(save(blocked, 'a').status).toBe('blocked');
    expect(listOwnRecordings(blocked)).toEqual([]);
  });

  it('pass over what cannot be read, and leave it alone', () => {
    const storage = new MemoryStorage();
    for (const [id, text] of [
      ['own-broken', '{'],
      ['own-foreign', '{"recording":{}}'],
      ['OTHER', '{}'],
      ['own-null', 'null'],
    ]) {
      storage.setItem(`layerwise.recording.${id}`, text ?? '');
    }
    expect(listOwnRecordings(storage)).toEqual([]);
    expect(storage.length).toBe(4);
  });

  it('claim no published source', () => {
    const storage = new MemoryStorage();
    save(storage, 'a', { ...pasted(), origin: 'published' });
    expect(listOwnRecordings(storage)[0]?.recording.origin).toBe('pasted');
  });
});
