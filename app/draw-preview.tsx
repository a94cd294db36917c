import { readFileSync } from 'node:fs';
import { ImageResponse } from 'next/og';
import { type Preview, PreviewCard, previewSize } from '@/components/preview/card';
import { readPalette } from '@/components/preview/palette';
import { locate, readText } from '@/lib/content/source';

const font = (file: string) => readFileSync(locate(`.layerwise/fonts/${file}`));

function readFonts() {
  return [
    { name: 'Source Serif', data: font('source-serif-4-600.ttf'), weight: 600 as const },
    { name: 'Inter', data: font('inter-400.ttf'), weight: 400 as const },
    { name: 'Inter', data: font('inter-600.ttf'), weight: 600 as const },
  ];
}

/** Draws the picture for shared links of a page while pages are built, from our own typefaces and colours alone. */
export function drawPreview(preview: Preview): ImageResponse {
  const palette = readPalette(readText('app/globals.css'));
  return new ImageResponse(<PreviewCard preview={preview} palette={palette} />, { ...previewSize, fonts: readFonts() });
}
