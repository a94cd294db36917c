import localFont from 'next/font/local';

/** Prose. */
export const serif = localFont({
  variable: '--font-source-serif',
  display: 'swap',
  adjustFontFallback: 'Times New Roman',
  src: [
    {
      path: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
      style: 'normal',
      weight: '200 900',
    },
  ],
});

/** Emphasis in prose: not preloaded, few words need it. */
export const serifItalic = localFont({
  variable: '--font-source-serif-italic',
  display: 'swap',
  preload: false,
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2',
});

/** Interface. */
export const sans = localFont({
  variable: '--font-inter',
  display: 'swap',
  adjustFontFallback: 'Arial',
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
