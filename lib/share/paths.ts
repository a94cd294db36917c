/** Bounds of a project that travels in a link or lies in the browser's storage. */
export const projectLimits = {
  files: 64,
  bulk: 64,
  /** UTF-16 units. */
  path: 512,
} as const;

const firstPrintable = 0x20;
const deleteCharacter = 0x7f;

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < firstPrintable || code === deleteCharacter) return true;
  }
  return false;
}

/**
 * Why a path cannot name a file of a build context, as a sentence; `null` where it can. Paths are POSIX, relative to the
 * context's root, without `.`, `..`, empty segments, backslashes or control characters.
 */
export function explainUnusablePath(path: string): string | null {
  if (path === '') return 'A path must not be empty.';
  if (path.length > projectLimits.path) return `A path must not be longer than ${projectLimits.path} characters.`;
  if (hasControlCharacter(path)) return 'A path must not contain control characters.';
  if (path.includes('\\')) return 'A path must be written with forward slashes.';
  if (path.startsWith('/')) return 'A path must be relative to the build context.';
  const segments = path.split('/');
  if (segments.includes('..') || segments.includes('.')) return 'A path must not contain "." or ".." segments.';
  if (segments.includes('')) return 'A path must not contain empty segments.';
  return null;
}
