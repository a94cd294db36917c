import { createElement, Fragment, type ReactNode } from 'react';

/** A piece of a line: plain, `code`, **strong** or *emphasis*. */
const inline = /(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/;

function renderPiece(piece: string): ReactNode {
  if (/^`[^`]+`$/.test(piece)) return <code>{piece.slice(1, -1)}</code>;
  if (/^\*\*[^*]+\*\*$/.test(piece)) return <strong>{piece.slice(2, -2)}</strong>;
  if (/^\*[^*\s][^*]*\*$/.test(piece)) return <em>{piece.slice(1, -1)}</em>;
  return piece;
}

function renderCode(code: string): ReactNode {
  return (
    <pre className="whitespace-pre-wrap">
      <code>{code}</code>
    </pre>
  );
}

/** Puts nodes one after the other; they never move, so none needs a key. */
function join(nodes: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...nodes);
}

function renderParagraph(paragraph: string): ReactNode {
  const text = paragraph.trim().replace(/\s*\n\s*/g, ' ');
  return text === '' ? null : <p>{join(text.split(inline).map(renderPiece))}</p>;
}

/**
 * The Markdown that front matter may use: paragraphs, fenced code, code spans, strong and emphasis. Everything else stays as
 * written; there is no HTML.
 */
export function InlineMarkdown({ text }: { text: string }) {
  const blocks = text.trim().split(/(```[^\n]*\n[\s\S]*?\n```)/);
  return join(
    blocks.flatMap((block) => {
      const [, code] = /^```[^\n]*\n([\s\S]*?)\n```$/.exec(block) ?? [];
      return code === undefined ? block.split(/\n\s*\n/).map(renderParagraph) : [renderCode(code)];
    }),
  );
}
