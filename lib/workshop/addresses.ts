import { parseRoomCode } from './code';

/** Addresses of a room's pages. The pages are static: their script reads the code from the address. */
export const addresses = {
  start: '/workshop',
  join: (code: string) => `/join/${code}`,
  room: (code: string) => `/workshop/${code}`,
  projector: (code: string) => `/workshop/${code}/projector`,
  /** The secret stands in the fragment, which browsers do not send. */
  hostLink: (code: string, secret: string) => `/join/${code}/host#${secret}`,
} as const;

/** The prerendered page that answers an address with a code in it; `null` for all other addresses. */
export function staticPageOf(pathname: string): string | null {
  const [, root, code, page, ...rest] = pathname.split('/');
  if (code === undefined || rest.length > 0 || parseRoomCode(code) === null) return null;
  if (root === 'join') return page === undefined ? '/join' : page === 'host' ? '/join/host' : null;
  if (root !== 'workshop') return null;
  return page === undefined ? '/workshop/room' : page === 'projector' ? '/workshop/projector' : null;
}

/** The code in the address of a room's page; `null` where there is none. */
export function codeOfAddress(pathname: string): string | null {
  return staticPageOf(pathname) === null ? null : parseRoomCode(pathname.split('/')[2] ?? '');
}
