import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportWork, listWork, loadWork, readWorkChange, removeWork, saveWork } from './saved-work';
import { scopeOfKey, type WorkScope, workKey } from './scope';
import { type SavedWork, workLimits } from './work-schema';
import { openStorage, type WorkStorage } from './work-storage';

/** Storage as browsers have it, with room for so many characters. */
class FakeStorage implements WorkStorage {
  readonly entries = new Map<string, string>();
  constructor(private readonly room = 5_000_000) {}

  get length() {
    return this.entries.size;
  }
  key(index: number) {
    return [...this.entries.keys()][index] ?? null;
  }
  getItem(key: string) {
    return this.entries.get(key) ?? null;
  }
  removeItem(key: string) {
    this.entries.delete(key);
  }
  setItem(key: string, value: string) {
    let used = key.length + value.length;
    for (const [other, text] of this.entries) if (other !== key) used += other.length + text.length;
    if (used > this.room) throw new DOMException('No room.', 'QuotaExceededError');
    this.entries.set(key, value);
  }
}

const lesson = (version: number, name = 'take-one'): WorkScope => ({ kind: 'lesson', track: 'queue', name, version });
const playground: WorkScope = { kind: 'playground' };

function work(text: string): SavedWork {
  return {
    files: [{ path: 'Dockerfile', text }],
    activePath: 'Dockerfile',
    goalsMet: ['slim-base'],
    hintsRevealed: 2,
    solutionRevealed: false,
    updatedAt: '2026-11-21T03:30:00.000Z',
  };
}

const blocked = openStorage(() => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
});

describe('saved work', () => {
  it('is found again as it was saved, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 500 }),
        fc.constantFrom(playground, lesson(1)),
        (text, scope) => {
          const storage = new FakeStorage();
          expect(saveWork(storage, scope, work(text))).toMatchObject({ status: 'saved', revision: 1 });
          expect(loadWork(storage, scope)).toEqual({
            work: { ...work(text), format: 1, revision: 1 },
            earlier: null,
            rescued: null,
            trouble: null,
            message: null,
          });
        },
      ),
    );
  });

  it('keeps the declared bulk and the Dockerfile of a project from a link', () => {
    const storage = new FakeStorage();
    const opened = {
      ...work('FROM scratch'),
      dockerfile: 'web.Dockerfile',
      bulk: [{ path: '.git', bytes: 5, files: 1 }],
    };
    saveWork(storage, playground, opened);
    expect(loadWork(storage, playground).work).toMatchObject(opened);
  });

  it('of one lesson is not that of another, nor of the playground', () => {
    const storage = new FakeStorage();
    saveWork(storage, lesson(1), work('FROM a'));
    expect(loadWork(storage, lesson(1, 'take-two')).work).toBeNull();
    expect(loadWork(storage, playground).work).toBeNull();
  });

  it('is gone after a reset, and only there', () => {
    const storage = new FakeStorage();
    saveWork(storage, lesson(1), work('FROM a'));
    saveWork(storage, playground, work('FROM b'));
    expect(removeWork(storage, lesson(1))).toBeNull();
    expect(loadWork(storage, lesson(1)).work).toBeNull();
    expect(loadWork(storage, playground).work?.files[0]?.text).toBe('FROM b');
  });
});

describe('work of an earlier lesson version', () => {
  it('is offered, the latest first, and stays where it is', () => {
    const storage = new FakeStorage();
    saveWork(storage, lesson(1), work('FROM one'));
    saveWork(storage, lesson(2), work('FROM two'));
    const loaded = loadWork(storage, lesson(10));
    expect(loaded.work).toBeNull();
    expect(loaded.earlier).toMatchObject({ version: 2, work: { files: [{ path: 'Dockerfile', text: 'FROM two' }] } });
    expect(loadWork(storage, lesson(1)).work?.files[0]?.text).toBe('FROM one');
  });

  it('is passed over where it cannot be read', () => {
    const storage = new FakeStorage();
    saveWork(storage, lesson(1), work('FROM one'));
    storage.setItem(workKey(lesson(2)), '{');
    expect(loadWork(storage, lesson(3)).earlier?.version).toBe(1);
  });

  it('does not include later versions', () => {
    const storage = new FakeStorage();
    saveWork(storage, lesson(4), work('FROM four'));
    expect(loadWork(storage, lesson(3)).earlier).toBeNull();
  });
});

describe('a text that cannot be read', () => {
  const older = JSON.stringify({ version: 0, dockerfile: 'FROM ubuntu' });
  const texts: readonly [string, string][] = [
    ['an older shape', older],
    ['a later format', JSON.stringify({ ...work('FROM x'), format: 2, revision: 4, panes: [] })],
    ['garbage', '\u0000{"files":'],
    ['another type', '"FROM ubuntu"'],
    ['nothing', ''],
    ['more than we read', JSON.stringify({ ...work('#'.repeat(workLimits.characters)), format: 1, revision: 1 })],
  ];

  it.each(texts)('is put aside unchanged, and said so: %s', (_, text) => {
    const storage = new FakeStorage();
    storage.setItem(workKey(lesson(1)), text);
    const loaded = loadWork(storage, lesson(1));
    expect(loaded.work).toBeNull();
    expect(loaded.rescued).toBe('layerwise.rescued.work.lesson/queue/take-one@1');
    expect(loaded.message).toContain('put aside unchanged');
    expect(storage.getItem(loaded.rescued ?? '')).toBe(text);
    expect(loadWork(storage, lesson(1)).message).toBeNull();
  });

  it('is put aside before a save too', () => {
    const storage = new FakeStorage();
    storage.setItem(workKey(playground), older);
    expect(saveWork(storage, playground, work('FROM new'))).toMatchObject({
      status: 'saved',
      rescued: expect.any(String),
    });
    expect([...storage.entries.values()]).toContain(older);
    expect(loadWork(storage, playground).work?.files[0]?.text).toBe('FROM new');
  });

  it('does not push out what was put aside before', () => {
    const storage = new FakeStorage();
    for (const text of ['first', 'second', 'third']) {
      storage.setItem(workKey(playground), text);
      loadWork(storage, playground);
    }
    expect([...storage.entries.values()].sort()).toEqual(['first', 'second', 'third']);
  });

  it('is put aside where there is room for one copy only', () => {
    const storage = new FakeStorage(1_200);
    storage.setItem(workKey(playground), 'x'.repeat(1_000));
    expect(loadWork(storage, playground).rescued).toBe('layerwise.rescued.work.playground');
    expect([...storage.entries.values()]).toEqual(['x'.repeat(1_000)]);
  });

  it('stays where it is, and nothing is saved over it, where there is no room to put it aside', () => {
    const key = workKey(playground);
    const storage = new FakeStorage(key.length + 1_000);
    storage.setItem(key, 'x'.repeat(1_000));
    expect(loadWork(storage, playground)).toMatchObject({ work: null, rescued: null, trouble: 'full' });
    expect(saveWork(storage, playground, work('FROM new'))).toMatchObject({ status: 'full' });
    expect(storage.getItem(key)).toBe('x'.repeat(1_000));
  });
});

describe('a storage in trouble', () => {
  it('that is full says so and keeps what was saved before', () => {
    const storage = new FakeStorage(600);
    saveWork(storage, lesson(1), work('FROM a'));
    expect(saveWork(storage, lesson(1), work('#'.repeat(600)), 1)).toMatchObject({
      status: 'full',
      message: expect.stringContaining('no room'),
    });
    expect(loadWork(storage, lesson(1)).work?.files[0]?.text).toBe('FROM a');
  });

  it('never takes a piece of work that could not be read again', () => {
    const storage = new FakeStorage(50_000_000);
    expect(saveWork(storage, playground, work('#'.repeat(workLimits.characters)))).toMatchObject({ status: 'full' });
    expect(storage.length).toBe(0);
  });

  it('that is blocked says so at every use and never throws', () => {
    expect(loadWork(blocked, playground)).toMatchObject({ work: null, trouble: 'blocked' });
    expect(saveWork(blocked, playground, work('FROM a'))).toMatchObject({ status: 'blocked' });
    expect(removeWork(blocked, playground)).toBe('blocked');
    expect(listWork(blocked)).toEqual([]);
    expect(JSON.parse(exportWork(blocked, '2026-11-21T00:00:00Z'))).toMatchObject({ work: [], rescued: [] });
  });

  it('that does not exist is blocked', () => {
    expect(
      saveWork(
        openStorage(() => undefined),
        playground,
        work('FROM a'),
      ),
    ).toMatchObject({ status: 'blocked' });
  });
});

describe('two tabs', () => {
  it('may both save: the last write wins, the revision goes on rising, and the later one learns of it', () => {
    const storage = new FakeStorage();
    expect(saveWork(storage, lesson(1), work('first tab'), 0)).toMatchObject({ revision: 1, overtook: false });
    expect(saveWork(storage, lesson(1), work('second tab'), 1)).toMatchObject({ revision: 2, overtook: false });
    expect(saveWork(storage, lesson(1), work('first tab again'), 1)).toMatchObject({ revision: 3, overtook: true });
    expect(loadWork(storage, lesson(1)).work).toMatchObject({ revision: 3, files: [{ text: 'first tab again' }] });
  });

  it('never see the revision fall, not even when the other tab reset the lesson', () => {
    const storage = new FakeStorage();
    saveWork(storage, lesson(1), work('a'), 6);
    removeWork(storage, lesson(1));
    expect(saveWork(storage, lesson(1), work('b'), 7)).toMatchObject({ revision: 8, overtook: false });
  });

  it('tell each other by the storage event', () => {
    const storage = new FakeStorage();
    saveWork(storage, lesson(3), work('FROM a'));
    const key = workKey(lesson(3));
    expect(readWorkChange({ key, newValue: storage.getItem(key) })).toMatchObject({
      scope: lesson(3),
      work: { revision: 1 },
    });
    expect(readWorkChange({ key, newValue: null })).toEqual({ scope: lesson(3), work: null });
    expect(readWorkChange({ key: 'theme', newValue: 'dark' })).toBeNull();
    expect(readWorkChange({ key: null, newValue: null })).toBeNull();
  });
});

describe('the list and the export', () => {
  it('hold all work, and what was put aside, and nothing of others', () => {
    const storage = new FakeStorage();
    storage.setItem('theme', 'dark');
    saveWork(storage, lesson(1), work('FROM a'));
    saveWork(storage, playground, work('FROM b'));
    storage.setItem(workKey(lesson(1, 'take-two')), 'unreadable');
    loadWork(storage, lesson(1, 'take-two'));
    expect(listWork(storage).map((entry) => entry.scope)).toEqual([lesson(1), playground]);
    const document: unknown = JSON.parse(exportWork(storage, '2026-11-21T00:00:00Z'));
    expect(document).toMatchObject({
      work: [{ work: { files: [{ text: 'FROM a' }] } }, { work: { files: [{ text: 'FROM b' }] } }],
      rescued: [{ key: 'layerwise.rescued.work.lesson/queue/take-two@1', text: 'unreadable' }],
    });
    expect(JSON.stringify(document)).not.toContain('dark');
  });
});

describe('a storage key', () => {
  it.each([playground, lesson(1), lesson(123)])('names its scope and gives it back: %o', (scope) => {
    expect(scopeOfKey(workKey(scope))).toEqual(scope);
  });

  it.each([
    'theme',
    'layerwise.work.',
    'layerwise.work.lesson/a@1',
    'layerwise.work.lesson/a/b@0',
    'layerwise.work.lesson/a/../b@1',
    'layerwise.rescued.work.playground',
  ])('of another kind is none: %s', (key) => {
    expect(scopeOfKey(key)).toBeNull();
  });
});
