import { Fragment } from 'react';

/** A word of so many characters fits the narrowest screen. */
const widest = 34;

/** The longest stretches of a word that may end a line: up to a comma, a colon, an equals sign or a slash. */
const stretches = /[^,:=/]*[,:=/]+|[^,:=/]+/g;

/**
 * Code whose lines break at blanks, and a long word only behind `,`, `:`, `=` or `/`. Browsers would break behind any
 * dash, and so part `--no-cache-dir`. Meant for a place that keeps blanks and breaks what fits no line anywhere.
 */
export function WholeWords({ text }: { readonly text: string }) {
  let offset = 0;
  return text.split(/(\s+)/).map((word) => {
    const key = offset;
    offset += word.length;
    return <Fragment key={key}>{/[-?/]/.test(word) ? <Word text={word} /> : word}</Fragment>;
  });
}

function Word({ text }: { readonly text: string }) {
  if (text.length <= widest) return <span className="whitespace-nowrap">{text}</span>;
  let offset = 0;
  return (text.match(stretches) ?? [text]).map((part) => {
    const key = offset;
    offset += part.length;
    return (
      <Fragment key={key}>
        {part.length <= widest ? <span className="whitespace-nowrap">{part}</span> : part}
        <wbr />
      </Fragment>
    );
  });
}
