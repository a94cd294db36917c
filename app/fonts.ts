import localFont from 'next/font/local';

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
      path: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
      style: 'normal',
      weight: '200 900',
    },
  ],
});

/** Interface. */
export const sans = localFont({
  variable: '--font-inter',
  display: 'swap',
  adjustFontFallback: false,
  fallback: ['Fallback for Inter', 'Arial', 'sans-serif'],
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
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
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
});
