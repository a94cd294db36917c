import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { giveName, givenNames } from './given';
import { cleanText, countGraphemes, normaliseName } from './normalise';
import { isSuitableName } from './screen';
import { isTaken, skeletonOf, suggestName } from './unique';

describe('a name as it is kept', () => {
  it.each([
    ['has no blanks around it', '  Ana  ', 'Ana'],
    ['has single blanks within', 'Ana \t\n  Maria', 'Ana Maria'],
    ['is in one Unicode form', 'Zoe\u0308', 'Zo\u00eb'],
    ['has letters of full width made plain', '\uff21\uff4e\uff41', 'Ana'],
    ['has no zero-width characters', 'A\u200bn\u200ca\u200d\ufeff', 'Ana'],
    ['has no marks that turn the direction', '\u202eAna\u2066', 'Ana'],
    ['has no control characters', 'A\u0007n\u001ba', 'Ana'],
    ['has no letters that show nothing', '\u3164Ana\u2800', 'Ana'],
    ['has at most two marks on a letter', `A${'\u0316'.repeat(9)}na`, 'A\u0316\u0316na'],
    ['may be in any script', '\u5c71\u7530 \u592a\u90ce', '\u5c71\u7530 \u592a\u90ce'],
    ['may hold what means something elsewhere', '<b>Ana</b> & =1+1', '<b>Ana</b> & =1+1'],
  ])('%s', (_, raw, name) => {
    expect(normaliseName(raw)).toEqual({ ok: true, name });
  });

  it.each([
    ['nothing', '', 'name-empty'],
    ['blanks', ' \u3000\u200b ', 'name-empty'],
    ['letters that show nothing', '\u3164\u3164', 'name-empty'],
    ['only punctuation', '...', 'name-empty'],
    ['more than 40 characters', 'x'.repeat(41), 'name-too-long'],
    ['marks without end', `a${'\u200d'.repeat(10)}${'\u0301b'.repeat(400)}`, 'name-too-long'],
  ])('is never %s', (_, raw, code) => {
    expect(normaliseName(raw)).toEqual({ ok: false, code });
  });

  it('counts characters as people do', () => {
    expect(countGraphemes('Zo\u0065\u0308')).toBe(3);
    expect(normaliseName('\u00e9'.repeat(40))).toMatchObject({ ok: true });
  });

  it('stays as it is when it is normalised again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
        const once = normaliseName(raw);
        if (once.ok) expect(normaliseName(once.name)).toEqual(once);
      }),
    );
  });

  it('keeps line breaks of messages, at most two in a row', () => {
    expect(cleanText('One\r\n\u200b\n\n\n Two\u202e ')).toBe('One\n\nTwo');
  });
});

describe('names that look alike', () => {
  it.each([
    ['Ana', 'ANA'],
    ['Ana', '\u0410na'],
    ['Ana', 'A n a'],
    ['Ana', 'An\u00e1'],
    ['Ana', 'Ana.'],
    ['Bill', 'Bi11'],
    ['Otto', '0tt0'],
    ['Stra\u00dfe', 'STRASSE'],
  ])('%s and %s are one', (one, other) => {
    expect(skeletonOf(one)).toBe(skeletonOf(other));
  });

  it.each([
    ['Ana', 'Anna'],
    ['Ana', 'Ana 2'],
    ['\u592a\u90ce', '\u6b21\u90ce'],
  ])('%s and %s are two', (one, other) => {
    expect(skeletonOf(one)).not.toBe(skeletonOf(other));
  });

  it('get a number that is free, within 40 characters', () => {
    expect(suggestName('Ana', new Set(['Ana', 'Ana 2'].map(skeletonOf)))).toBe('Ana 3');
    const long = suggestName('x'.repeat(40), new Set());
    expect(countGraphemes(long)).toBe(40);
    expect(long.endsWith(' 2')).toBe(true);
  });
});

describe('names that the server makes', () => {
  it('are as many as a full room needs, all unlike and all suitable', () => {
    const taken = new Set<string>();
    let seed = 1;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    for (let count = 0; count < 2_000; count += 1) {
      const name = giveName(taken, random);
      expect(isTaken(name, taken)).toBe(false);
      expect(isSuitableName(name)).toBe(true);
      expect(normaliseName(name)).toEqual({ ok: true, name });
      taken.add(skeletonOf(name));
    }
    expect(givenNames).toBeGreaterThan(4_000);
  });
});

describe('the screen', () => {
  it.each(['Ana', 'Cassandra', 'Mia Nusbaum', 'Scunthorpe', 'Person 455', 'Grace Hopper', 'Bas Sanders', 'Essex'])(
    'lets %s pass',
    (name) => {
      expect(isSuitableName(name)).toBe(true);
    },
  );

  it.each(['fuck', 'FUCK you', 'fuuuck', 'f.u.c.k', 'f u c k', 'sh1t'])('stops %s', (name) => {
    expect(isSuitableName(name)).toBe(false);
  });
});
