import type { editor } from 'monaco-editor/editor/editor.api';
import { onMac } from '../on-mac';
import { monaco } from './monaco';

/** Escape first closes what is open in the editor; only then does it leave. */
export const leavingKeys = [
  'editorTextFocus',
  '!suggestWidgetVisible',
  '!findWidgetVisible',
  '!markersNavigationVisible',
  '!inSnippetMode',
  '!editorHasMultipleSelections',
  '!editorHoverFocused',
].join(' && ');

/** What decides whether Tab indents or moves on: Ctrl+M, and Ctrl+Shift+M on a Mac, as elsewhere with Monaco. */
export function tabPolicyKeys(): number {
  const { KeyCode, KeyMod } = monaco;
  return onMac() ? KeyMod.WinCtrl | KeyMod.Shift | KeyCode.KeyM : KeyMod.CtrlCmd | KeyCode.KeyM;
}

/** The style sheet decides on size and line height, for the textarea and for Monaco alike. */
export function readFont(host: HTMLElement): Pick<editor.IEditorOptions, 'fontFamily' | 'fontSize' | 'lineHeight'> {
  const style = getComputedStyle(host);
  return {
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
    lineHeight: Number.parseFloat(style.lineHeight),
  };
}

/** Only what a lesson needs; geometry as in the style sheet. */
export const options: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  bracketPairColorization: { enabled: false },
  contextmenu: false,
  cursorSurroundingLines: 2,
  detectIndentation: false,
  fixedOverflowWidgets: true,
  folding: false,
  fontLigatures: '"zero", "calt" 0',
  glyphMargin: false,
  guides: { indentation: false },
  hideCursorInOverviewRuler: true,
  inlineSuggest: { enabled: false },
  lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.OnCode },
  lineDecorationsWidth: 16,
  lineNumbersMinChars: 3,
  links: false,
  matchBrackets: 'near',
  minimap: { enabled: false },
  occurrencesHighlight: 'off',
  overviewRulerBorder: false,
  overviewRulerLanes: 0,
  padding: { top: 8, bottom: 8 },
  quickSuggestions: { other: true, strings: true, comments: false },
  renderFinalNewline: 'on',
  renderLineHighlight: 'none',
  renderWhitespace: 'selection',
  roundedSelection: false,
  scrollBeyondLastLine: false,
  scrollbar: {
    alwaysConsumeMouseWheel: false,
    useShadows: false,
    verticalScrollbarSize: 10,
    horizontalScrollbarSize: 10,
  },
  selectionHighlight: false,
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  suggest: { showIcons: false, showWords: false },
  wordBasedSuggestions: 'off',
  wordWrap: 'off',
};
