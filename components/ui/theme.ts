/** What the reader chose; `system` follows the operating system. */
export type ThemeChoice = 'light' | 'dark' | 'system';

const key = 'layerwise.theme';
const event = 'layerwise:theme';

function parse(value: unknown): ThemeChoice {
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** Without storage (blocked, private) the choice lives as long as the page. */
let unsaved: ThemeChoice | null = null;

export function readThemeChoice(): ThemeChoice {
  if (unsaved) return unsaved;
  try {
    return parse(localStorage.getItem(key));
  } catch {
    return 'system';
  }
}

/** Remembers the choice and tells `app/first-paint/theme.js`, which sets the page's theme, and every switch on the page. */
export function chooseTheme(choice: ThemeChoice): void {
  unsaved = null;
  try {
    if (choice === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, choice);
  } catch {
    unsaved = choice;
  }
  dispatchEvent(new CustomEvent(event, { detail: choice }));
}

/** Calls `listener` when the choice changes here or in another tab; gives the function that stops it. */
export function watchThemeChoice(listener: () => void): () => void {
  addEventListener(event, listener);
  addEventListener('storage', listener);
  return () => {
    removeEventListener(event, listener);
    removeEventListener('storage', listener);
  };
}
