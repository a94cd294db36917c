import { describe, expect, it } from 'vitest';
import {
  type Guard,
  isBoolean,
  isListOf,
  isMoment,
  isNullOr,
  isNumber,
  isOneOf,
  isRecord,
  isText,
  isWhole,
  readStored,
} from './guards';

const isFile = isRecord({ path: isText(3) }, { executable: isBoolean });

describe('guards of what is stored', () => {
  it.each<[string, Guard<unknown>, unknown, boolean]>([
    ['a text within its length', isText(3), 'abc', true],
    ['a text that is too long', isText(3), 'abcd', false],
    ['a number in place of a text', isText(), 1, false],
    ['a number at its bound', isNumber(0, 5), 5, true],
    ['a number out of bounds', isNumber(0, 5), 6, false],
    ['an endless number', isNumber(), Number.POSITIVE_INFINITY, false],
    ['a numeral in place of a number', isNumber(), '5', false],
    ['a whole number', isWhole(1), 1, true],
    ['a whole number below its bound', isWhole(1), 0, false],
    ['a broken number', isWhole(0), 0.5, false],
    ['a moment', isMoment, '2026-11-21T09:00:00.000Z', true],
    ['a moment without seconds', isMoment, '2026-11-21T09:00Z', true],
    ['a day that does not exist', isMoment, '2026-13-41T09:00:00Z', false],
    ['a moment of an unknown zone', isMoment, '2026-11-21T09:00:00', false],
    ['one of several words', isOneOf('seat', 'host'), 'host', true],
    ['another word', isOneOf('seat', 'host'), 'guest', false],
    ['nothing, where that is allowed', isNullOr(isText()), null, true],
    ['nothing, where it is not', isText(), null, false],
    ['a list', isListOf(isText(), 2), ['a', 'b'], true],
    ['a list with another entry', isListOf(isText(), 2), ['a', 1], false],
    ['a list that is too long', isListOf(isText(), 2), ['a', 'b', 'c'], false],
    ['a record', isFile, { path: 'a', executable: true }, true],
    ['a record without what is optional, and with more', isFile, { path: 'a', other: 1 }, true],
    ['a record whose optional field has another form', isFile, { path: 'a', executable: 'yes' }, false],
    ['a record without a field', isFile, {}, false],
    ['a list in place of a record', isFile, ['a'], false],
    ['a field that is only inherited', isFile, Object.create({ path: 'a' }), false],
  ])('%s: %#', (_, guard, value, expected) => {
    expect(guard(value)).toBe(expected);
  });

  it('read a stored text, or say that it is something else', () => {
    expect(readStored('{"path":"a"}', isFile)).toEqual({ path: 'a' });
    expect(readStored('{"path":1}', isFile)).toBeNull();
    expect(readStored('{"path":', isFile)).toBeNull();
  });
});
