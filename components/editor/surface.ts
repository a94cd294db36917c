import type { EditorText } from './editor-text';
import type { Mark } from './marks';

/** Where the reader is in a text: selection as offsets, scroll as pixels. */
export interface SurfaceView {
  readonly start: number;
  readonly end: number;
  readonly scrollTop: number;
  readonly scrollLeft: number;
}

/** What shows and edits a text: the textarea or Monaco. Offsets are those of the editor's text (`readEditorText`). */
export interface EditorSurface {
  focus(): void;
  hasFocus(): boolean;
  /** Takes the focus, selects a range and scrolls to it. */
  select(start: number, end: number): void;
  view(): SurfaceView;
  /** Shows what is known about the place of the cursor; absent where the surface cannot. */
  explain?(): void;
  /** Shows marks ahead of the next rendering; absent where rendering alone shows them. */
  mark?(text: EditorText, marks: readonly Mark[]): void;
}
