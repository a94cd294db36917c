import localFont from 'next/font/local';

// Cut by `scripts/subset-fonts.mjs`, which names their characters and weights.

// Every face names a fallback of `fallback-fonts.css` with its own widths and heights, so that nothing moves when it arrives.
// Only what the first view needs is preloaded.

/** Prose. */
export const serif = localFont({
  variable: '--font-source-serif',
  display: 'swap',
  adjustFontFallback: false,
  fallback: ['Fallback for Source Serif', 'Times New Roman', 'serif'],
  src: [
    {
      path: '../.layerwise/fonts/source-serif-4.woff2',
      style: 'normal',
      weight: '400 650',
    },
  ],
});

/** Interface. */
export const sans = localFont({
  variable: '--font-inter',
  display: 'swap',
  adjustFontFallback: false,
  fallback: ['Fallback for Inter', 'Arial', 'sans-serif'],
  src: '../.layerwise/fonts/inter.woff2',
  weight: '400 650',
});

/**
 * Code and figures. The system's mono faces have nearly its widths, so that no adjusted fallback is needed, and the first
 * paint does not wait for it.
 */
export const mono = localFont({
  variable: '--font-jetbrains-mono',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
  src: '../.layerwise/fonts/jetbrains-mono.woff2',
  weight: '400 700',
});
