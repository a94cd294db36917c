import type * as monaco from 'monaco-editor/editor/editor.api';

type Monaco = typeof monaco;

/**
 * Gives a model another text as one step of its history, so that what a fix, a reset or another part of the page did can
 * be undone in the editor. Only the stretch that differs is replaced, so that the cursor stays where it is.
 */
export function replaceText(monaco: Monaco, model: monaco.editor.ITextModel, text: string): void {
  const present = model.getValue();
  if (present === text) return;
  const change = findChange(present, text);
  const range = monaco.Range.fromPositions(model.getPositionAt(change.start), model.getPositionAt(change.end));
  model.pushStackElement();
  model.pushEditOperations([], [{ range, text: change.text }], () => null);
  model.pushStackElement();
}

/** The shortest single replacement that turns one text into another: offsets in the first. */
export function findChange(
  from: string,
  to: string,
): { readonly start: number; readonly end: number; readonly text: string } {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start += 1;
  let same = 0;
  while (same < shorter - start && from[from.length - 1 - same] === to[to.length - 1 - same]) same += 1;
  return { start, end: from.length - same, text: to.slice(start, to.length - same) };
}
