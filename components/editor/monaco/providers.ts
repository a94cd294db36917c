import type * as monaco from 'monaco-editor/editor/editor.api';
import { formatDockerfile } from '@/lib/analyzer/syntax/format';
import { type CompletionItem, completeDockerfile } from '../language/completions';
import { hoverAt } from '../language/hovers';
import { escapeMarkdown } from '../language/markdown';
import { type Mark, sentencesOf } from '../marks';
import { markerOf } from './markers';
import { sessionOf } from './session';

type Monaco = typeof monaco;

/** Languages of a project's files: quick fixes may stand in any of them. */
const languages = ['dockerfile', 'pip-requirements', 'python', 'shell', 'ini', 'plaintext'];

/** Registers completion, hovers, quick fixes and formatting once for all editors. */
export function registerProviders(monaco: Monaco): void {
  monaco.languages.registerCompletionItemProvider('dockerfile', {
    triggerCharacters: [' ', '-', '=', ',', '$', '{', ':', '/'],
    provideCompletionItems: (model, position, context) => {
      const session = sessionOf(model);
      if (!session?.dockerfile) return { suggestions: [] };
      const found = completeDockerfile(model.getValue(), model.getOffsetAt(position), session.facts);
      // After a blank only what the place itself asks for, not every instruction again on each empty line.
      const typed = context.triggerCharacter === ' ' && found.items[0]?.kind === 'instruction';
      const start = model.getPositionAt(found.start);
      const range = new monaco.Range(start.lineNumber, start.column, position.lineNumber, position.column);
      return { suggestions: typed ? [] : found.items.map((item) => suggestionOf(monaco, item, range)) };
    },
  });

  monaco.languages.registerHoverProvider('dockerfile', {
    provideHover: (model, position) => {
      const session = sessionOf(model);
      if (!session?.dockerfile) return null;
      const hover = hoverAt(model.getValue(), model.getOffsetAt(position), session.facts);
      if (!hover) return null;
      return {
        range: monaco.Range.fromPositions(model.getPositionAt(hover.range.start), model.getPositionAt(hover.range.end)),
        contents: hover.paragraphs.map((paragraph) => ({ value: escapeMarkdown(paragraph) })),
      };
    },
  });

  monaco.languages.registerHoverProvider(languages, {
    provideHover: (model, position) => {
      const session = sessionOf(model);
      const text = session?.editorText;
      if (!session || !text) return null;
      const offset = text.toFile(model.getOffsetAt(position));
      const here = session.marks.filter((mark) => mark.range.start <= offset && mark.range.end >= offset);
      const [first] = here;
      if (!first) return null;
      return {
        range: monaco.Range.fromPositions(
          model.getPositionAt(text.toEditor(first.range.start)),
          model.getPositionAt(text.toEditor(first.range.end)),
        ),
        contents: here.map((mark) => ({ value: markdownOf(mark) })),
      };
    },
  });

  monaco.languages.registerCodeActionProvider(languages, {
    provideCodeActions: (model, range) => {
      const session = sessionOf(model);
      const text = session?.editorText;
      if (!session || !text) return { actions: [], dispose: () => {} };
      const start = text.toFile(model.getOffsetAt(range.getStartPosition()));
      const end = text.toFile(model.getOffsetAt(range.getEndPosition()));
      const touched = session.marks.filter((mark) => mark.range.start <= end && mark.range.end >= start);
      return {
        actions: touched.flatMap((mark) => actionOf(monaco, model, mark, session.fixCommand)),
        dispose: () => {},
      };
    },
  });

  monaco.languages.registerDocumentFormattingEditProvider('dockerfile', {
    displayName: 'Layerwise',
    provideDocumentFormattingEdits: (model) => {
      const text = model.getValue();
      const formatted = formatDockerfile(text);
      return formatted === text ? [] : [{ range: model.getFullModelRange(), text: formatted }];
    },
  });
}

function suggestionOf(monaco: Monaco, item: CompletionItem, range: monaco.IRange): monaco.languages.CompletionItem {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  const kinds: Readonly<Record<CompletionItem['kind'], monaco.languages.CompletionItemKind>> = {
    instruction: CompletionItemKind.Keyword,
    flag: CompletionItemKind.Property,
    value: CompletionItemKind.Value,
    image: CompletionItemKind.Module,
    stage: CompletionItemKind.Reference,
    path: CompletionItemKind.File,
    variable: CompletionItemKind.Variable,
  };
  // What ends in a sign that something follows asks for it at once.
  const more = item.kind === 'instruction' || item.insert.endsWith('=') || item.insert.endsWith('=$1');
  return {
    label: item.detail === undefined ? item.label : { label: item.label, description: item.detail },
    kind: kinds[item.kind],
    insertText: item.insert,
    range,
    ...(item.snippet ? { insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet } : {}),
    ...(item.note === undefined ? {} : { documentation: { value: escapeMarkdown(item.note) } }),
    ...(more ? { command: { id: 'editor.action.triggerSuggest', title: 'Suggest' } } : {}),
  };
}

function actionOf(
  monaco: Monaco,
  model: monaco.editor.ITextModel,
  mark: Mark,
  fixCommand: string,
): monaco.languages.CodeAction[] {
  const text = sessionOf(model)?.editorText;
  if (!mark.fix || !text) return [];
  const review = mark.fix.safety === 'review' ? ' (review)' : '';
  return [
    {
      title: `${mark.fix.title.replaceAll('`', '')}${review}`,
      kind: 'quickfix',
      diagnostics: [markerOf(monaco, model, text, mark)],
      isPreferred: mark.fix.safety === 'safe',
      command: { id: fixCommand, title: mark.fix.title, arguments: [mark.fix] },
    },
  ];
}

/** A mark's sentences, the first in bold, and the way to its rule's page. */
function markdownOf(mark: Mark): string {
  const [wrong = '', ...others] = sentencesOf(mark).map(escapeMarkdown);
  const link = mark.rule ? `[About ${escapeMarkdown(mark.rule)}](${location.origin}/rules/${mark.rule})` : null;
  return [`**${wrong}**`, others.join(' '), link].filter(Boolean).join('\n\n');
}
