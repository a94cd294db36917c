'use client';

import { type KeyboardEvent, useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useAnalysisListener, useWorkbench, useWorkbenchStore } from '@/components/workbench/store';
import type { BaseImageRecord } from '@/lib/analyzer/catalog/types';
import { readProjectFile } from '@/lib/analyzer/project';
import { CostSummary } from './cost-summary';
import { costsOf } from './costs';
import styles from './editor.module.css';
import { EditorFoot } from './editor-foot';
import { EditorHead } from './editor-head';
import { readEditorText } from './editor-text';
import { type LineNote, notesByLine, offsetOfLine, worstByLine } from './marked-lines';
import { describeMark, marksOf, neighbour } from './marks';
import { ProblemList } from './problem-list';
import { ScrollPosition } from './scroll-position';
import { StrataMargin } from './strata-margin';
import type { EditorSurface } from './surface';
import { SurfaceBoundary } from './surface-boundary';
import { TextAreaSurface } from './text-area-surface';
import { type MonacoLoading, useMonaco } from './use-monaco';
import { usePlainChoice } from './use-plain-choice';

interface EditorProps {
  /** Height of tabs, text and footer: a CSS length, or pixels. A list of problems below, where one shows, comes on top. */
  readonly height?: string | number;
  readonly className?: string;
}

/** The project's files under edit, with what each instruction costs beside it. */
export function Editor({ height = 440, className = '' }: EditorProps) {
  const content = useContent();
  const { activePath, editorText, marks, dockerfile } = content;
  const setText = useWorkbench((state) => state.setText);
  const format = useFormat(activePath);
  const applyFix = useWorkbench((state) => state.applyFix);
  const revealRange = useWorkbench((state) => state.revealRange);

  const id = useId();
  const [scroll] = useState(() => new ScrollPosition());
  const surface = useRef<EditorSurface>(null);
  const tabs = useRef<HTMLDivElement>(null);
  const [tabMovesFocus, setTabMovesFocus] = useState(false);
  const [spoken, setSpoken] = useState('');
  const [plain, setPlain] = usePlainChoice();
  const readPlace = useCallback(
    () => ({
      view: surface.current?.view() ?? { start: 0, end: 0, scrollTop: 0, scrollLeft: 0 },
      focus: surface.current?.hasFocus() ?? false,
    }),
    [],
  );
  const { monaco, hurry, fail } = useMonaco(plain === false, readPlace);
  const facts = useFacts(monaco);
  useReveal(surface, content);
  useAnalysisListener((project, analysis) => {
    if (readProjectFile(project, activePath) !== content.source) return;
    const fresh = marksOf(analysis, project.dockerfile).filter((mark) => mark.file === activePath);
    surface.current?.mark?.(editorText, fresh);
  });

  const goToProblem = (which: 'next' | 'previous') => {
    const cursor = editorText.toFile(surface.current?.view().start ?? 0);
    const mark = neighbour(marks, cursor, which);
    if (!mark) return;
    surface.current?.select(editorText.toEditor(mark.range.start), editorText.toEditor(mark.range.end));
    surface.current?.explain?.();
    setSpoken(`Line ${mark.line}: ${describeMark(mark)}`);
  };
  const shared = {
    describedBy: `${id}-costs`,
    scroll,
    onChange: (text: string) => setText(activePath, editorText.restore(text)),
    onEscape: () => tabs.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus(),
  };
  return (
    <section
      aria-label="Editor"
      className={`${styles.editor} ${className}`}
      data-plain={plain || monaco.state === 'failed' ? true : undefined}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'F8' || event.defaultPrevented) return;
        event.preventDefault();
        goToProblem(event.shiftKey ? 'previous' : 'next');
      }}
    >
      <div className={styles.frame} style={{ height }}>
        <EditorHead id={id} tabs={tabs} />
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${activePath}`} className={styles.body}>
          <StrataMargin
            costs={content.shownCosts}
            besideDockerfile={dockerfile}
            scroll={scroll}
            onSelectLine={(line) => {
              const offset = offsetOfLine(editorText.text, line);
              if (dockerfile) surface.current?.select(offset, offset);
            }}
          />
          {monaco.state === 'ready' ? (
            <SurfaceBoundary onError={fail}>
              <div className={styles.surface}>
                <monaco.Surface
                  {...shared}
                  ref={surface}
                  path={activePath}
                  dockerfile={content.project.dockerfile}
                  editorText={editorText}
                  marks={marks}
                  costs={content.costs}
                  pending={content.pending}
                  facts={facts}
                  initialView={monaco.view}
                  initialFocus={monaco.focus}
                  onFix={applyFix}
                  onProblem={goToProblem}
                  onTabMovesFocus={(moves) => {
                    setTabMovesFocus(moves);
                    setSpoken(moves ? 'Tab moves on from the editor now.' : 'Tab indents in the editor now.');
                  }}
                />
              </div>
            </SurfaceBoundary>
          ) : (
            <TextAreaSurface
              {...shared}
              ref={surface}
              id={`${id}-text`}
              label={activePath}
              text={editorText.text}
              dockerfile={dockerfile}
              marks={marks.map((mark) => ({
                start: editorText.toEditor(mark.range.start),
                end: editorText.toEditor(mark.range.end),
                severity: mark.severity,
              }))}
              severities={worstByLine(marks)}
              notes={dockerfile ? notesByLine(content.costs) : noNotes}
              onFocus={hurry}
            />
          )}
        </div>
        <EditorFoot
          engine={monaco.state === 'ready' ? 'monaco' : 'textarea'}
          tabMovesFocus={tabMovesFocus}
          marks={marks}
          canFormat={dockerfile && !content.unreadable}
          onNextProblem={() => goToProblem('next')}
          onFormat={format}
          plain={plain}
          onPlainChange={setPlain}
        />
      </div>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <CostSummary id={`${id}-costs`} costs={content.shownCosts} dockerfile={dockerfile} />
      {monaco.state !== 'ready' && (
        <ProblemList
          marks={marks}
          onSelect={(mark) => revealRange(mark.file, mark.range.start, mark.range.end)}
          onFix={(mark) => mark.fix && applyFix(mark.fix)}
        />
      )}
    </section>
  );
}

const noNotes: ReadonlyMap<number, LineNote> = new Map();

/** What the editor shows of the page's state. */
function useContent() {
  const project = useWorkbench((state) => state.project);
  const activePath = useWorkbench((state) => state.activePath);
  const analysis = useWorkbench((state) => state.analysis);
  const pending = useWorkbench((state) => state.pending);
  const source = readProjectFile(project, activePath) ?? '';
  const editorText = useMemo(() => readEditorText(source), [source]);
  const allMarks = useMemo(() => marksOf(analysis, project.dockerfile), [analysis, project.dockerfile]);
  const marks = useMemo(() => allMarks.filter((mark) => mark.file === activePath), [allMarks, activePath]);
  const costs = useMemo(() => costsOf(analysis), [analysis]);
  const shownCosts = useDeferredValue(costs);
  return {
    project,
    activePath,
    pending,
    source,
    editorText,
    marks,
    costs,
    shownCosts,
    dockerfile: activePath === project.dockerfile,
    unreadable: analysis.problems.some((problem) => problem.fatal),
  };
}

/** Formats the file as it is once the formatter is there: it brings the parser, which a page that is only read does without. */
function useFormat(path: string): () => Promise<void> {
  const store = useWorkbenchStore();
  return async () => {
    const { formatDockerfile } = await import('@/lib/analyzer/syntax/format');
    const { project, setText } = store.getState();
    const { text, restore } = readEditorText(readProjectFile(project, path) ?? '');
    setText(path, restore(formatDockerfile(text)));
  };
}

/** Follows the page's wish to show a place. */
function useReveal(surface: { readonly current: EditorSurface | null }, content: ReturnType<typeof useContent>): void {
  const reveal = useWorkbench((state) => state.reveal);
  const { activePath, editorText } = content;
  const done = useRef(0);
  useEffect(() => {
    if (!reveal || reveal.serial === done.current || reveal.path !== activePath) return;
    done.current = reveal.serial;
    surface.current?.select(editorText.toEditor(reveal.start), editorText.toEditor(reveal.end));
  }, [reveal, activePath, editorText, surface]);
}

/** What completion and hovers go by; the catalog's images are asked for once Monaco is there. */
function useFacts(monaco: MonacoLoading) {
  const project = useWorkbench((state) => state.project);
  const analysis = useWorkbench((state) => state.analysis);
  const pending = useWorkbench((state) => state.pending);
  const readBaseImages = useWorkbench((state) => state.baseImages);
  const [baseImages, setBaseImages] = useState<readonly BaseImageRecord[]>([]);
  const ready = monaco.state === 'ready';
  useEffect(() => {
    if (!ready) return;
    let here = true;
    readBaseImages().then((images) => {
      if (here) setBaseImages(images);
    });
    return () => {
      here = false;
    };
  }, [ready, readBaseImages]);
  return useMemo(
    () => ({
      analysis: pending ? null : analysis,
      baseImages,
      paths: [...project.files.map((file) => file.path), ...project.bulk.map((entry) => entry.path)],
    }),
    [analysis, pending, baseImages, project],
  );
}
