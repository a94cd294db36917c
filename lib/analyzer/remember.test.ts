import { describe, expect, it } from 'vitest';
import { rememberAnswers } from './remember';

describe('rememberAnswers', () => {
  it('makes an answer once for an owner and a key, `undefined` included', () => {
    const remember = rememberAnswers<object, number | undefined>(10);
    const owner = {};
    let made = 0;
    const make = () => {
      made += 1;
      return undefined;
    };
    remember(owner, 'a', make);
    remember(owner, 'a', make);
    expect(made).toBe(1);
  });

  it('keeps owners and keys apart', () => {
    const remember = rememberAnswers<object, string>(10);
    const [one, other] = [{}, {}];
    remember(one, 'a', () => 'first');
    remember(one, 'b', () => 'second');
    remember(other, 'a', () => 'third');
    const answers = [remember(one, 'a', fail), remember(one, 'b', fail), remember(other, 'a', fail)];
    expect(answers).toEqual(['first', 'second', 'third']);
  });

  it('begins anew beyond its bound, so that it never holds more', () => {
    const remember = rememberAnswers<object, string>(2);
    const owner = {};
    for (const key of ['a', 'b', 'c']) remember(owner, key, () => key);
    expect(remember(owner, 'c', fail)).toBe('c');
    expect(remember(owner, 'a', () => 'made again')).toBe('made again');
  });
});

function fail(): string {
  throw new Error('The answer was not remembered.');
}
