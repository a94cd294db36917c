/** Parts of a colour as CSS writes it: `oklch(0.43 0.13 262)`. */
const oklch = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/;

/** A linear part of sRGB as a byte, what is out of the gamut cut off. */
function encode(linear: number): number {
  const part = Math.min(Math.max(linear, 0), 1);
  return Math.round(255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055));
}

/**
 * An `oklch()` colour as `#rrggbb`, for renderers that know no other; `null` where the text is no such colour. Matrices:
 * Björn Ottosson, "A perceptual color space for image processing" (2020).
 */
export function toHex(colour: string): string | null {
  const match = oklch.exec(colour.trim());
  if (match === null) return null;
  const [lightness = 0, chroma = 0, hue = 0] = match.slice(1).map(Number);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const parts = [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
  return `#${parts.map((part) => encode(part).toString(16).padStart(2, '0')).join('')}`;
}

/** The colours of the light theme by name (`ink`, `kind-base`), as the first block of the styles sets them. */
export function readPalette(styles: string): Readonly<Record<string, string>> {
  const root = /:root\s*\{([^}]*)\}/.exec(styles)?.[1] ?? '';
  return Object.fromEntries(
    [...root.matchAll(/--([\w-]+):\s*([^;]+);/g)].flatMap(([, name = '', value = '']) => {
      const hex = toHex(value);
      return hex === null ? [] : [[name, hex]];
    }),
  );
}
