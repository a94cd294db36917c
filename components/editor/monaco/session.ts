import type * as monaco from 'monaco-editor/editor/editor.api';
import type { EditorText } from '../editor-text';
import type { LanguageFacts } from '../language/facts';
import type { Mark } from '../marks';

/** What providers need of the editor that shows a model; read at the moment of asking. */
export interface ModelSession {
  readonly dockerfile: boolean;
  /** The file's text that the marks' offsets refer to, or `null` while the analysis is of an older one. */
  readonly editorText: EditorText | null;
  readonly marks: readonly Mark[];
  readonly facts: LanguageFacts;
  /** Id of Monaco's command that applies a fix, given as its argument. */
  readonly fixCommand: string;
}

const sessions = new WeakMap<monaco.editor.ITextModel, () => ModelSession>();

/** Ties a model to the editor that shows it, until the model is disposed of. */
export function attachSession(model: monaco.editor.ITextModel, read: () => ModelSession): void {
  sessions.set(model, read);
}

export function sessionOf(model: monaco.editor.ITextModel): ModelSession | undefined {
  return sessions.get(model)?.();
}
