import type { ReactNode } from 'react';

/** A piece of a line: plain, `code`, **strong** or *emphasis*. */
const inline = /(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/;

function renderLine(line: string): ReactNode[] {
  return line.split(inline).map((piece, index) => {
    const key = `${index} ${piece}`;
    if (/^`[^`]+`$/.test(piece)) return <code key={key}>{piece.slice(1, -1)}</code>;
    if (/^\*\*[^*]+\*\*$/.test(piece)) return <strong key={key}>{piece.slice(2, -2)}</strong>;
    if (/^\*[^*\s][^*]*\*$/.test(piece)) return <em key={key}>{piece.slice(1, -1)}</em>;
    return piece;
  });
}

/**
 * The Markdown that front matter may use: paragraphs, fenced code, code spans, strong and emphasis. Everything else stays as
 * written; there is no HTML.
 */
export function InlineMarkdown({ text }: { text: string }) {
  const blocks = text.trim().split(/(```[^\n]*\n[\s\S]*?\n```)/);
  return blocks.flatMap((block, index) => {
    const fenced = /^```[^\n]*\n([\s\S]*?)\n```$/.exec(block);
    if (fenced) {
      return (
        <pre key={`${index} ${block}`} tabIndex={0}>
          <code>{fenced[1]}</code>
        </pre>
      );
    }
    return block
      .split(/\n\s*\n/)
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph) => <p key={`${index} ${paragraph}`}>{renderLine(paragraph.trim().replace(/\s*\n\s*/g, ' '))}</p>);
  });
}
