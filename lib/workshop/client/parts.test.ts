import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff } from './backoff';
import { addToOutbox, type OutboxEntry, readOutbox, writeOutbox } from './outbox';
import { ServerSentEventReader } from './sse';
import { FakeClock } from './testing/fakes';
import { WorkSaver } from './work-saver';

describe('the reader of server-sent events', () => {
  const stream = 'retry: 900\n\nid: 7\ndata: {"a":1}\n\n: comment\n\ndata:x\r\ndata: y\r\n\r\nid: 9\n\ndata\n\n';
  const events = [
    { id: '7', data: '{"a":1}' },
    { id: null, data: 'x\ny' },
    { id: null, data: '' },
  ];

  it('reads the same events however the text is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
        const reader = new ServerSentEventReader();
        const places = [0, ...cuts.sort((one, other) => one - other), stream.length];
        const read = places.slice(1).flatMap((end, index) => reader.push(stream.slice(places[index], end)));
        expect(read).toEqual(events);
      }),
    );
  });

  it('gives nothing of an event that is not complete', () => {
    expect(new ServerSentEventReader().push('data: half\n')).toEqual([]);
  });
});

describe('the pause before another try', () => {
  it('is never more than six seconds and never nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        const pause = backOff(failures, () => random);
        expect(pause).toBeGreaterThanOrEqual(125);
        expect(pause).toBeLessThanOrEqual(6_000);
      }),
    );
  });
});

describe('what waits in the outbox', () => {
  const lesson = 'a/b';
  const path = fc.constantFrom('a', 'b', 'c');
  const saves = fc.array(
    fc.record({
      files: fc.uniqueArray(fc.record({ path, text: fc.string({ maxLength: 3 }) }), { selector: (file) => file.path }),
      removed: fc.uniqueArray(path),
    }),
    { maxLength: 12 },
  );
  const entryOf = (key: string, save: { files: { path: string; text: string }[]; removed: string[] }): OutboxEntry => {
    const saved = new Set(save.files.map((file) => file.path));
    const removed = save.removed.filter((gone) => !saved.has(gone));
    return { key, command: { kind: 'save-files', lesson, files: save.files, removed }, merged: [], tried: false };
  };
  const apply = (entries: readonly OutboxEntry[]) => {
    const files = new Map<string, string>();
    for (const { command } of entries) {
      if (command.kind !== 'save-files') continue;
      for (const gone of command.removed) files.delete(gone);
      for (const file of command.files) files.set(file.path, file.text);
    }
    return Object.fromEntries(files);
  };

  it('comes to the same files merged as one by one, and forgets no key', () => {
    fc.assert(
      fc.property(saves, (all) => {
        const entries = all.map((save, index) => entryOf(`key${index}`, save));
        const merged = entries.reduce<readonly OutboxEntry[]>((box, entry) => addToOutbox(box, entry) ?? box, []);
        expect(apply(merged)).toEqual(apply(entries));
        expect(merged.length).toBeLessThanOrEqual(1);
        expect(merged.flatMap((entry) => [entry.key, ...entry.merged]).sort()).toEqual(
          entries.map(({ key }) => key).sort(),
        );
      }),
    );
  });

  it('is read as it was written, but counts as sent', () => {
    const entries = [entryOf('key', { files: [{ path: 'a', text: 'x' }], removed: ['b'] })];
    expect(readOutbox(writeOutbox(entries))).toEqual(entries.map((entry) => ({ ...entry, tried: true })));
  });

  it.each([null, '', 'nonsense', '{}', '[1]', '[{"key":"a","command":{"kind":"nothing"},"merged":[],"tried":false}]'])(
    'is nothing where %s was stored',
    (text) => {
      expect(readOutbox(text)).toEqual([]);
    },
  );
});

describe('the saver of work', () => {
  const file = (text: string) => [{ path: 'Dockerfile', text }];
  const saver = (clock: FakeClock, sent: unknown[]) =>
    new WorkSaver('a/b', file('start'), (command) => sent.push(command), {
      now: () => clock.now,
      after: (milliseconds, work) => clock.after(milliseconds, work),
    });

  it('sends a second after the last keystroke, only the newest', async () => {
    const [clock, sent] = [new FakeClock(), [] as unknown[]];
    const work = saver(clock, sent);
    for (const text of ['a', 'ab', 'abc']) {
      work.save(file(text));
      await clock.pass(900);
    }
    expect(sent).toEqual([]);
    await clock.pass(200);
    expect(sent).toEqual([{ kind: 'save-files', lesson: 'a/b', files: file('abc'), removed: [] }]);
  });

  it('sends every five seconds while somebody types without pause', async () => {
    const [clock, sent] = [new FakeClock(), [] as unknown[]];
    const work = saver(clock, sent);
    for (let turn = 0; turn < 21; turn += 1) {
      work.save(file(`text ${turn}`));
      await clock.pass(500);
    }
    expect(sent).toHaveLength(2);
  });

  it('sends nothing that the room has already', async () => {
    const [clock, sent] = [new FakeClock(), [] as unknown[]];
    saver(clock, sent).save(file('start'));
    await clock.pass(2_000);
    expect(sent).toEqual([]);
  });

  it('says which files are gone', () => {
    const [clock, sent] = [new FakeClock(), [] as unknown[]];
    const work = saver(clock, sent);
    work.save([{ path: 'other', text: 'x' }]);
    work.flush();
    expect(sent).toEqual([
      { kind: 'save-files', lesson: 'a/b', files: [{ path: 'other', text: 'x' }], removed: ['Dockerfile'] },
    ]);
  });
});
