import type * as monaco from 'monaco-editor/editor/editor.api';

type Monaco = typeof monaco;

/** The page's tokens that Monaco's themes are made of. */
const tokens = [
  'paper',
  'surface',
  'sunken',
  'ink',
  'ink-soft',
  'muted',
  'line',
  'line-strong',
  'accent',
  'accent-wash',
  'failure',
  'warning',
  'success',
] as const;
type Token = (typeof tokens)[number];

/** Defines the theme that the page shows now, and again whenever `data-theme` changes. Monaco has one theme for all. */
export function followTheme(monaco: Monaco): void {
  const apply = () => {
    const dark = document.documentElement.dataset.theme === 'dark';
    const name = dark ? 'layerwise-dark' : 'layerwise-light';
    monaco.editor.defineTheme(name, themeOf(readTokens(), dark));
    monaco.editor.setTheme(name);
  };
  apply();
  new MutationObserver(apply).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
}

/** Monaco takes colours as hexadecimal only; a canvas turns any CSS colour into bytes. */
function readTokens(): Readonly<Record<Token, string>> {
  const style = getComputedStyle(document.documentElement);
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const read = (token: Token): string => {
    if (!context) return '#808080';
    context.fillStyle = style.getPropertyValue(`--${token}`).trim();
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  };
  return {
    paper: read('paper'),
    surface: read('surface'),
    sunken: read('sunken'),
    ink: read('ink'),
    'ink-soft': read('ink-soft'),
    muted: read('muted'),
    line: read('line'),
    'line-strong': read('line-strong'),
    accent: read('accent'),
    'accent-wash': read('accent-wash'),
    failure: read('failure'),
    warning: read('warning'),
    success: read('success'),
  };
}

function themeOf(colour: Readonly<Record<Token, string>>, dark: boolean): monaco.editor.IStandaloneThemeData {
  const bare = (token: Token) => colour[token].slice(1);
  return {
    base: dark ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: bare('ink') },
      { token: 'comment', foreground: bare('muted') },
      { token: 'keyword', foreground: bare('accent') },
      { token: 'string', foreground: bare('ink-soft') },
      { token: 'variable', foreground: bare('ink-soft') },
      { token: 'attribute', foreground: bare('ink-soft') },
      { token: 'delimiter', foreground: bare('muted') },
    ],
    colors: {
      'editor.background': colour.surface,
      'editor.foreground': colour.ink,
      'editorLineNumber.foreground': colour.muted,
      'editorLineNumber.activeForeground': colour.ink,
      'editorCursor.foreground': colour.ink,
      'editor.selectionBackground': `${colour.accent}3d`,
      'editor.inactiveSelectionBackground': `${colour.accent}26`,
      'editor.findMatchBackground': `${colour.warning}55`,
      'editor.findMatchHighlightBackground': `${colour.warning}2b`,
      'editorError.foreground': colour.failure,
      'editorWarning.foreground': colour.warning,
      'editorInfo.foreground': colour['line-strong'],
      'editorHint.foreground': colour['line-strong'],
      'editorBracketMatch.background': colour['accent-wash'],
      'editorBracketMatch.border': colour['line-strong'],
      'editorLightBulb.foreground': colour.accent,
      'editorLightBulbAutoFix.foreground': colour.accent,
      'editorWidget.background': colour.paper,
      'editorWidget.foreground': colour.ink,
      'editorWidget.border': colour['line-strong'],
      'editorHoverWidget.background': colour.paper,
      'editorHoverWidget.foreground': colour.ink,
      'editorHoverWidget.border': colour['line-strong'],
      'editorHoverWidget.statusBarBackground': colour.sunken,
      'editorSuggestWidget.background': colour.paper,
      'editorSuggestWidget.foreground': colour.ink,
      'editorSuggestWidget.border': colour['line-strong'],
      'editorSuggestWidget.selectedBackground': colour['accent-wash'],
      'editorSuggestWidget.selectedForeground': colour.ink,
      'editorSuggestWidget.highlightForeground': colour.accent,
      'editorSuggestWidget.focusHighlightForeground': colour.accent,
      'editorMarkerNavigation.background': colour.paper,
      'editorMarkerNavigationError.background': colour.failure,
      'editorMarkerNavigationWarning.background': colour.warning,
      'editorMarkerNavigationInfo.background': colour['line-strong'],
      'textLink.foreground': colour.accent,
      'textLink.activeForeground': colour.accent,
      'textCodeBlock.background': colour.sunken,
      'widget.shadow': dark ? '#00000066' : '#0000001f',
      'scrollbar.shadow': '#00000000',
      'scrollbarSlider.background': `${colour['line-strong']}55`,
      'scrollbarSlider.hoverBackground': `${colour['line-strong']}88`,
      'scrollbarSlider.activeBackground': `${colour['line-strong']}aa`,
      'list.hoverBackground': colour.sunken,
      'list.focusBackground': colour['accent-wash'],
      'list.focusForeground': colour.ink,
      'list.highlightForeground': colour.accent,
      'editorActionList.background': colour.paper,
      'editorActionList.foreground': colour.ink,
      'editorActionList.focusBackground': colour['accent-wash'],
      'editorActionList.focusForeground': colour.ink,
      'menu.background': colour.paper,
      'menu.foreground': colour.ink,
      'menu.border': colour['line-strong'],
      'menu.separatorBackground': colour.line,
      'menu.selectionBackground': colour['accent-wash'],
      'menu.selectionForeground': colour.ink,
      descriptionForeground: colour.muted,
      'input.background': colour.surface,
      'input.foreground': colour.ink,
      'input.border': colour['line-strong'],
      'inputOption.activeBackground': colour['accent-wash'],
      'inputOption.activeBorder': colour.accent,
      'inputOption.activeForeground': colour.ink,
      'diffEditor.insertedTextBackground': `${colour.success}33`,
      'diffEditor.insertedLineBackground': `${colour.success}17`,
      'diffEditor.removedTextBackground': `${colour.failure}33`,
      'diffEditor.removedLineBackground': `${colour.failure}17`,
      'diffEditor.border': colour.line,
      'icon.foreground': colour['ink-soft'],
      focusBorder: colour.accent,
      foreground: colour.ink,
    },
  };
}
