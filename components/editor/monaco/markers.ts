import type * as monaco from 'monaco-editor/editor/editor.api';
import type { EditorText } from '../editor-text';
import { describeMark, type Mark } from '../marks';

type Monaco = typeof monaco;

/** A mark as Monaco shows it: squiggle, hover and next-problem view. The rule's name leads to its page. */
export function markerOf(
  monaco: Monaco,
  model: monaco.editor.ITextModel,
  text: EditorText,
  mark: Mark,
): monaco.editor.IMarkerData {
  const start = model.getPositionAt(text.toEditor(mark.range.start));
  const end = model.getPositionAt(Math.max(text.toEditor(mark.range.end), text.toEditor(mark.range.start)));
  const { MarkerSeverity } = monaco;
  const severities = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, info: MarkerSeverity.Info };
  return {
    severity: severities[mark.severity],
    message: describeMark(mark),
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
    ...(mark.rule
      ? { code: { value: mark.rule, target: monaco.Uri.parse(`${location.origin}/rules/${mark.rule}`) } }
      : { code: mark.code }),
  };
}
