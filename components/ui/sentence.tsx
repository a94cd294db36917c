import { Fragment } from 'react';
import { WholeWords } from './whole-words';

/** Code of so many characters fits every screen on one line. */
const unbroken = 30;

/** A sentence of ours in which backticks mark code. */
export function Sentence({ text }: { readonly text: string }) {
  let offset = 0;
  const parts = text.split(/(`[^`]+`)/).filter((part) => part !== '');
  return parts.map((part) => {
    const key = offset;
    offset += part.length;
    const code = part.length > 2 && part.startsWith('`') && part.endsWith('`');
    if (!code) return <Fragment key={key}>{part}</Fragment>;
    return (
      <code
        key={key}
        className={`rounded-sm bg-sunken px-1 py-px font-mono text-[0.87em] ${part.length <= unbroken ? 'whitespace-nowrap' : 'box-decoration-clone [overflow-wrap:anywhere]'}`}
      >
        {part.length <= unbroken ? part.slice(1, -1) : <WholeWords text={part.slice(1, -1)} />}
      </code>
    );
  });
}
