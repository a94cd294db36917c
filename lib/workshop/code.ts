import { roomLimits } from './limits';

/** No two of these look or sound alike on a projector: no 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V. */
export const codeLetters = '2346789ACDEFGHJKMNPQRTVWXY';

/** What people may read a letter as, where only one of the two is in use. */
const misread: Readonly<Record<string, string>> = { B: '8', Z: '2', U: 'V' };

/** A code as people type it: any case, with blanks or hyphens. `null` for what cannot be one. */
export function parseRoomCode(text: string): string | null {
  if (text.length > 40) return null;
  const letters = [
    ...text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Pd}.]/gu, ''),
  ];
  const code = letters.map((letter) => misread[letter] ?? letter);
  return code.length === roomLimits.code && code.every((letter) => codeLetters.includes(letter)) ? code.join('') : null;
}
