import { kinds } from '@/components/layers/kinds';
import type { Analysis } from '@/lib/analyzer/analysis';
import { formatBytes } from '@/lib/format/figures';

/** What places that show links expect. Pixels. */
export const previewSize = { width: 1200, height: 630 };

/** An image as a column of bands: its bytes by kind. */
export interface Column {
  readonly kinds: Analysis['kinds'];
  readonly letter: Analysis['score']['letter'];
  /** Unpacked bytes. */
  readonly bytes: number;
}

export interface Preview {
  /** What the page is, in two or three words: `Lesson 2 of 3`. */
  readonly label: string;
  readonly title: string;
  readonly summary: string;
  /** Images that the page is about, the larger first; none: the sign alone. */
  readonly columns: readonly Column[];
}

export function columnOf({ kinds: parts, score, size }: Pick<Analysis, 'kinds' | 'score' | 'size'>): Column {
  return { kinds: parts, letter: score.letter, bytes: size.classic.likely };
}

/** Pixels: room for the bands, and the least that one of them takes to be seen. */
const columnHeight = 424;
const leastBand = 5;

interface PreviewCardProps {
  readonly preview: Preview;
  /** Colours by name: see `readPalette`. */
  readonly palette: Readonly<Record<string, string>>;
}

/** The picture that stands for a page where its address is shared, in the styles that renderers of such pictures know. */
export function PreviewCard({ preview, palette }: PreviewCardProps) {
  const colour = (name: string) => palette[name] ?? '#000000';
  const largest = Math.max(...preview.columns.map(({ bytes }) => bytes), 1);
  return (
    <div
      style={{
        display: 'flex',
        width: '100%',
        height: '100%',
        padding: 64,
        gap: 56,
        background: colour('paper'),
        color: colour('ink'),
        fontFamily: 'Inter',
      }}
    >
      <div style={{ display: 'flex', flexDirection: 'column', flex: 1, justifyContent: 'space-between' }}>
        <div style={{ display: 'flex', alignItems: 'center', gap: 16, fontSize: 30, fontWeight: 600 }}>
          <Sign ink={colour('ink')} accent={colour('accent')} size={44} />
          Layerwise
        </div>
        <div style={{ display: 'flex', flexDirection: 'column', gap: 18 }}>
          <div style={{ fontSize: 26, color: colour('muted') }}>{preview.label}</div>
          <div
            style={{
              fontFamily: 'Source Serif',
              fontWeight: 600,
              fontSize: preview.title.length > 48 ? 50 : 62,
              lineHeight: 1.12,
              letterSpacing: '-0.015em',
            }}
          >
            {shorten(preview.title, 96)}
          </div>
          <div style={{ fontSize: 27, lineHeight: 1.4, color: colour('ink-soft') }}>
            {shorten(preview.summary, preview.title.length > 48 ? 110 : 150)}
          </div>
        </div>
      </div>
      {preview.columns.length === 0 ? (
        <div style={{ display: 'flex', alignItems: 'center' }}>
          <Sign ink={colour('ink')} accent={colour('accent')} size={300} />
        </div>
      ) : (
        <div style={{ display: 'flex', alignItems: 'flex-end', gap: 28 }}>
          {preview.columns.map((column) => (
            <div key={column.bytes} style={{ display: 'flex', flexDirection: 'column', width: 168 }}>
              <div
                style={{ display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', paddingBottom: 10 }}
              >
                <span style={{ fontFamily: 'Source Serif', fontWeight: 600, fontSize: 44 }}>{column.letter}</span>
                <span style={{ fontWeight: 600, fontSize: 25 }}>{formatBytes(column.bytes)}</span>
              </div>
              <Bands column={column} height={(columnHeight * column.bytes) / largest} colour={colour} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function Bands({
  column,
  height,
  colour,
}: {
  readonly column: Column;
  readonly height: number;
  readonly colour: (name: string) => string;
}) {
  const parts = kinds
    .map(({ kind }) => ({
      kind,
      bytes: column.kinds.filter((part) => part.kind === kind).reduce((sum, part) => sum + part.bytes.likely, 0),
    }))
    .filter(({ bytes }) => bytes > 0)
    .toReversed();
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0) || 1;
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      {parts.map(({ kind, bytes }) => (
        <div
          key={kind}
          style={{ height: Math.max(leastBand, (height * bytes) / total), background: colour(`kind-${kind}`) }}
        />
      ))}
    </div>
  );
}

/** The sign of the site: see `components/ui/logo.tsx`. */
function Sign({ ink, accent, size }: { readonly ink: string; readonly accent: string; readonly size: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} role="presentation">
      <path d="M2 14h20v8H2z" fill={ink} />
      <path d="M2 8.5h20v4H2z" fill={ink} opacity="0.72" />
      <path d="M2 4.75h20V7H2z" fill={ink} opacity="0.5" />
      <path d="M2 2h20v1.5H2z" fill={accent} />
    </svg>
  );
}

/** A text of at most so many characters, cut between words. */
function shorten(text: string, longest: number): string {
  const plain = text.replaceAll('`', '');
  if (plain.length <= longest) return plain;
  return `${plain.slice(0, plain.lastIndexOf(' ', longest - 1))}…`;
}
