import { describe, expect, it } from 'vitest';
import { nameAddress, suggestAddresses } from './suggest';

const addresses = [
  '/',
  '/lessons',
  '/lessons/queue-consumer/01-ubuntu',
  '/lessons/queue-consumer/02-slim',
  '/rules',
  '/rules/no-pip-cache',
  '/rules/apt-lists-left',
];

describe('suggestAddresses', () => {
  it.each([
    ['/rules/pip-cache', '/rules/no-pip-cache', 'words of a rule'],
    ['/lesson/slim', '/lessons/queue-consumer/02-slim', 'a lesson under the wrong folder'],
    ['/lessons/queue-consumer/09-slim', '/lessons/queue-consumer/02-slim', 'a wrong number'],
    ['/RULES', '/rules', 'capitals'],
    ['/%E0%A4%A/apt-lists', '/rules/apt-lists-left', 'an address that is not well encoded'],
  ])('for %s offers first %s: %s', (lost, expected) => {
    expect(suggestAddresses(lost, addresses)[0]).toBe(expected);
  });

  it.each(['/', '/zebra', '/nope', '', '/…'])('offers nothing for %j', (lost) => {
    expect(suggestAddresses(lost, addresses)).toEqual([]);
  });

  it('offers no more than asked for', () => {
    expect(suggestAddresses('/lessons/queue-consumer/slim', addresses, 2)).toHaveLength(2);
  });
});

describe('nameAddress', () => {
  it.each([
    ['/rules', 'Rules'],
    ['/rules/no-pip-cache', 'Rules: no pip cache'],
    ['/lessons/queue-consumer/02-slim', 'Lessons: queue consumer, 02 slim'],
  ])('reads %s as %s', (address, name) => {
    expect(nameAddress(address)).toBe(name);
  });
});
