/** The sign: a stack of layers, heavy at the bottom, your own code in the accent at the top. */
export function Logo({ size = 22 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false" className="shrink-0">
      <path d="M2 14h20v8H2z" fill="currentColor" />
      <path d="M2 8.5h20v4H2z" fill="currentColor" opacity="0.72" />
      <path d="M2 4.75h20V7H2z" fill="currentColor" opacity="0.5" />
      <path d="M2 2h20v1.5H2z" className="fill-accent" />
    </svg>
  );
}
