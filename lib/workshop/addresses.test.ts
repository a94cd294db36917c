import { describe, expect, it } from 'vitest';
import { addresses, codeOfAddress, staticPageOf } from './addresses';

describe('the addresses of a room', () => {
  it.each([
    [addresses.join('A2C4E6'), '/join'],
    [addresses.room('A2C4E6'), '/workshop/room'],
    [addresses.projector('A2C4E6'), '/workshop/projector'],
    ['/join/A2C4E6/host', '/join/host'],
    ['/join/a2c4e6', '/join'],
  ])('%s is answered by the page %s', (address, page) => {
    expect(staticPageOf(address)).toBe(page);
    expect(codeOfAddress(address)).toBe('A2C4E6');
  });

  it.each([
    '/join',
    '/join/host',
    '/workshop',
    '/workshop/room',
    '/join/A2C4E6/other',
    '/join/A2C4E6/host/x',
    '/lessons/A2C4E6',
    '/join/O0O0O0',
  ])('%s is no address with a code', (address) => {
    expect(staticPageOf(address)).toBeNull();
    expect(codeOfAddress(address)).toBeNull();
  });

  it('keep the secret of a host link in the fragment', () => {
    expect(new URL(addresses.hostLink('A2C4E6', 'secret'), 'https://example.com').pathname).toBe('/join/A2C4E6/host');
  });
});
