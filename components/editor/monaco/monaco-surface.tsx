'use client';

import type { editor } from 'monaco-editor/editor/editor.api';
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { Fix } from '@/lib/analyzer/rules/types';
import type { StepCost } from '../costs';
import styles from '../editor.module.css';
import type { EditorText } from '../editor-text';
import type { LanguageFacts } from '../language/facts';
import type { Mark } from '../marks';
import type { ScrollPosition } from '../scroll-position';
import type { EditorSurface, SurfaceView } from '../surface';
import { keepServices } from './keep-services';
import { languageOf } from './languages';
import { markerOf } from './markers';
import { monaco } from './monaco';
import { leavingKeys, options, readFont, tabPolicyKeys } from './options';
import { replaceText } from './replace-text';
import { attachSession } from './session';

export interface MonacoSurfaceProps {
  readonly ref?: Ref<EditorSurface>;
  readonly path: string;
  /** Path of the Dockerfile. */
  readonly dockerfile: string;
  readonly editorText: EditorText;
  /** Of the file at hand; offsets in the file's text. */
  readonly marks: readonly Mark[];
  readonly costs: readonly StepCost[];
  /** The analysis is of an older text: marks and notes stay where they are until the new one comes. */
  readonly pending: boolean;
  readonly facts: LanguageFacts;
  readonly describedBy: string;
  readonly scroll: ScrollPosition;
  /** Where the reader was in the textarea. */
  readonly initialView: SurfaceView;
  readonly initialFocus: boolean;
  readonly onChange: (text: string) => void;
  readonly onFix: (fix: Fix) => void;
  readonly onEscape: () => void;
  readonly onProblem: (which: 'next' | 'previous') => void;
  readonly onTabMovesFocus: (moves: boolean) => void;
}

let instances = 0;

/** Monaco over the textarea's place. Throws nothing: where it cannot start, the caller's boundary keeps the textarea. */
export function MonacoSurface(props: MonacoSurfaceProps) {
  const host = useRef<HTMLDivElement>(null);
  const parts = useRef<MonacoParts | null>(null);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  useLayoutEffect(() => {
    if (!host.current) return;
    const made = new MonacoParts(host.current, () => latest.current);
    parts.current = made;
    return () => {
      made.dispose();
      parts.current = null;
    };
  }, []);

  const { path, editorText, marks, costs, pending, dockerfile } = props;
  useLayoutEffect(() => parts.current?.show(path, editorText.text), [path, editorText]);
  useLayoutEffect(() => {
    if (!pending) parts.current?.mark(editorText, marks);
  }, [pending, editorText, marks]);
  useLayoutEffect(() => {
    if (!pending) parts.current?.note(path === dockerfile ? costs : []);
  }, [pending, costs, path, dockerfile]);
  useEffect(() => parts.current?.describe(props.describedBy), [props.describedBy]);
  useImperativeHandle(props.ref, () => surfaceOf(parts));

  return <div ref={host} className={`${styles.monaco} layerwise-monaco`} />;
}

/** The editor, one model for each file, and the decorations that tell costs. */
class MonacoParts {
  readonly editor: editor.IStandaloneCodeEditor;
  readonly #read: () => MonacoSurfaceProps;
  readonly #models = new Map<string, editor.ITextModel>();
  readonly #views = new Map<string, editor.ICodeEditorViewState | null>();
  readonly #notes: editor.IEditorDecorationsCollection;
  readonly #instance = ++instances;
  readonly #fixCommand: string;
  #path: string | null = null;
  /** Of the model that is shown. */
  #text = '';
  /** The text comes from the store: the store need not be told. */
  #showing = false;

  constructor(host: HTMLElement, read: () => MonacoSurfaceProps) {
    this.#read = read;
    this.editor = monaco.editor.create(host, { ...options, ...readFont(host), model: null, ariaLabel: read().path });
    this.#notes = this.editor.createDecorationsCollection();
    this.#fixCommand = this.editor.addCommand(0, (_accessor: unknown, fix: Fix) => this.#read().onFix(fix)) ?? '';
    this.editor.addCommand(tabPolicyKeys(), () => {
      const moves = this.editor.getOption(monaco.editor.EditorOption.tabFocusMode);
      this.editor.updateOptions({ tabFocusMode: !moves });
    });
    this.editor.addCommand(monaco.KeyCode.F8, () => this.#read().onProblem('next'));
    this.editor.addCommand(monaco.KeyMod.Shift | monaco.KeyCode.F8, () => this.#read().onProblem('previous'));
    this.editor.addCommand(monaco.KeyCode.Escape, () => this.#read().onEscape(), leavingKeys);
    this.editor.onDidChangeModelContent(() => {
      if (this.#showing) return;
      this.#text = this.editor.getModel()?.getValue() ?? '';
      this.#read().onChange(this.#text);
    });
    this.editor.onDidScrollChange((event) => this.#read().scroll.tell(event.scrollTop));
    this.editor.onDidChangeConfiguration((event) => {
      const option = monaco.editor.EditorOption.tabFocusMode;
      if (event.hasChanged(option)) this.#read().onTabMovesFocus(this.editor.getOption(option));
    });
    // Widths were measured with the fallback if the font came later.
    void document.fonts?.ready.then(() => monaco.editor.remeasureFonts());
    const { path, editorText, initialView, initialFocus } = read();
    this.show(path, editorText.text);
    this.#resume(initialView, initialFocus);
  }

  show(path: string, text: string): void {
    // The store gives back what was typed here a moment ago.
    if (path === this.#path && text === this.#text) return;
    this.#text = text;
    const model = this.#modelOf(path, text);
    this.#showing = true;
    replaceText(monaco, model, text);
    this.#showing = false;
    if (this.#path === path) return;
    if (this.#path !== null) this.#views.set(this.#path, this.editor.saveViewState());
    this.#path = path;
    this.editor.setModel(model);
    this.editor.updateOptions({ ariaLabel: path });
    const view = this.#views.get(path);
    if (view) this.editor.restoreViewState(view);
    this.#read().scroll.tell(this.editor.getScrollTop());
  }

  mark(text: EditorText, marks: readonly Mark[]): void {
    const model = this.editor.getModel();
    if (!model) return;
    monaco.editor.setModelMarkers(
      model,
      'layerwise',
      marks.map((mark) => markerOf(monaco, model, text, mark)),
    );
  }

  note(costs: readonly StepCost[]): void {
    const model = this.editor.getModel();
    if (!model) return;
    this.#notes.set(
      costs.flatMap((cost) => {
        if (cost.note === null || cost.lastLine > model.getLineCount()) return [];
        const column = model.getLineMaxColumn(cost.lastLine);
        return [
          {
            range: new monaco.Range(cost.lastLine, column, cost.lastLine, column),
            options: {
              showIfCollapsed: true,
              stickiness: monaco.editor.TrackedRangeStickiness.GrowsOnlyWhenTypingBefore,
              after: {
                content: `\u00A0\u00A0\u00A0${cost.note}`,
                inlineClassName: (cost.fails ? styles.injectedFailure : styles.injectedNote) ?? '',
                inlineClassNameAffectsLetterSpacing: true,
                cursorStops: monaco.editor.InjectedTextCursorStops.None,
              },
            },
          },
        ];
      }),
    );
  }

  /** Ties the focusable part to the sentence that describes it. */
  describe(id: string): void {
    const input = this.editor.getDomNode()?.querySelector('textarea, [role="textbox"]');
    input?.setAttribute('aria-describedby', id);
  }

  select(start: number, end: number): void {
    const model = this.editor.getModel();
    if (!model) return;
    const range = monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
    this.editor.setSelection(range);
    this.editor.revealRangeInCenterIfOutsideViewport(range, monaco.editor.ScrollType.Immediate);
    this.editor.focus();
  }

  view(): SurfaceView {
    const model = this.editor.getModel();
    const selection = this.editor.getSelection();
    return {
      start: model && selection ? model.getOffsetAt(selection.getStartPosition()) : 0,
      end: model && selection ? model.getOffsetAt(selection.getEndPosition()) : 0,
      scrollTop: this.editor.getScrollTop(),
      scrollLeft: this.editor.getScrollLeft(),
    };
  }

  dispose(): void {
    this.editor.dispose();
    keepServices();
    for (const model of this.#models.values()) {
      // Markers outlive their model unless they are taken away.
      monaco.editor.setModelMarkers(model, 'layerwise', []);
      model.dispose();
    }
  }

  #resume(view: SurfaceView, focus: boolean): void {
    const model = this.editor.getModel();
    if (!model) return;
    this.editor.setSelection(
      monaco.Range.fromPositions(model.getPositionAt(view.start), model.getPositionAt(view.end)),
    );
    this.editor.setScrollPosition({ scrollTop: view.scrollTop, scrollLeft: view.scrollLeft });
    if (focus) this.editor.focus();
  }

  #modelOf(path: string, text: string): editor.ITextModel {
    const known = this.#models.get(path);
    if (known) return known;
    const uri = monaco.Uri.from({ scheme: 'layerwise', authority: String(this.#instance), path: `/${path}` });
    const model = monaco.editor.createModel(text, languageOf(path, this.#read().dockerfile), uri);
    model.updateOptions({
      tabSize: 4,
      insertSpaces: true,
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    this.#models.set(path, model);
    attachSession(model, () => {
      const { path: shown, dockerfile, editorText, marks, facts, pending } = this.#read();
      const current = shown === path;
      return {
        dockerfile: current && path === dockerfile,
        editorText: current && !pending ? editorText : null,
        marks: current ? marks : [],
        facts,
        fixCommand: this.#fixCommand,
      };
    });
    return model;
  }
}

function surfaceOf(parts: { readonly current: MonacoParts | null }): EditorSurface {
  return {
    focus: () => parts.current?.editor.focus(),
    hasFocus: () => parts.current?.editor.hasTextFocus() ?? false,
    select: (start, end) => parts.current?.select(start, end),
    view: () => parts.current?.view() ?? { start: 0, end: 0, scrollTop: 0, scrollLeft: 0 },
    mark: (text, marks) => parts.current?.mark(text, marks),
    explain: () => parts.current?.editor.trigger('layerwise', 'editor.action.showHover', { focus: 'noAutoFocus' }),
  };
}
