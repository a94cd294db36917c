'use client';

import {
  type CSSProperties,
  type KeyboardEvent,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useWorkbench } from '@/components/workbench/store';
import { readProjectFile } from '@/lib/analyzer/project';
import type { Severity } from '@/lib/analyzer/rules/types';
import { CostSummary } from './cost-summary';
import { costsOf, type StepCost } from './costs';
import styles from './editor.module.css';
import { readEditorText } from './editor-text';
import { FilePanel } from './file-panel';
import { FileTabs } from './file-tabs';
import { type Mark, marksOf } from './marks';
import { ProblemList } from './problem-list';
import { ScrollPosition } from './scroll-position';
import { StrataMargin } from './strata-margin';
import type { EditorSurface } from './surface';
import { TextAreaSurface } from './text-area-surface';

interface EditorProps {
  /** Height of tabs, text and footer: a CSS length, or pixels. A list of problems below it, where one shows, comes on top. */
  readonly height?: string | number;
  readonly className?: string;
}

/** The project's files under edit, with what each instruction costs beside it. */
export function Editor({ height = 440, className = '' }: EditorProps) {
  const project = useWorkbench((state) => state.project);
  const activePath = useWorkbench((state) => state.activePath);
  const analysis = useWorkbench((state) => state.analysis);
  const reveal = useWorkbench((state) => state.reveal);
  const setText = useWorkbench((state) => state.setText);
  const applyFix = useWorkbench((state) => state.applyFix);
  const revealRange = useWorkbench((state) => state.revealRange);

  const id = useId();
  const [scroll] = useState(() => new ScrollPosition());
  const surface = useRef<EditorSurface>(null);
  const tabs = useRef<HTMLDivElement>(null);
  const dockerfile = activePath === project.dockerfile;
  const source = readProjectFile(project, activePath) ?? '';
  const editorText = useMemo(() => readEditorText(source), [source]);
  const allMarks = useMemo(() => marksOf(analysis, project.dockerfile), [analysis, project.dockerfile]);
  const marks = useMemo(() => allMarks.filter((mark) => mark.file === activePath), [allMarks, activePath]);
  const costs = useMemo(() => costsOf(analysis), [analysis]);
  const shownCosts = useDeferredValue(costs);

  const revealed = useRef(0);
  useEffect(() => {
    if (!reveal || reveal.serial === revealed.current || reveal.path !== activePath) return;
    revealed.current = reveal.serial;
    surface.current?.select(editorText.toEditor(reveal.start), editorText.toEditor(reveal.end));
  }, [reveal, activePath, editorText]);

  const goToLine = (line: number) => {
    const offset = offsetOfLine(editorText.text, line);
    if (dockerfile) surface.current?.select(offset, offset);
  };
  const goToNextProblem = () => {
    const cursor = editorText.toFile(surface.current?.view().start ?? 0);
    const next = marks.find((mark) => mark.range.start > cursor) ?? marks[0];
    if (next) revealRange(next.file, next.range.start, next.range.end);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F8' || event.defaultPrevented) return;
    event.preventDefault();
    goToNextProblem();
  };
  const focusTabs = () => tabs.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();

  return (
    <section aria-label="Editor" className={`${styles.editor} ${className}`} onKeyDown={onKeyDown}>
      <div className={styles.frame} style={{ height }}>
        <EditorHead id={id} tabs={tabs} />
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${activePath}`} className={styles.body}>
          <StrataMargin costs={shownCosts} besideDockerfile={dockerfile} scroll={scroll} onSelectLine={goToLine} />
          <TextAreaSurface
            ref={surface}
            id={`${id}-text`}
            label={activePath}
            describedBy={`${id}-costs`}
            text={editorText.text}
            dockerfile={dockerfile}
            marks={marks.map((mark) => ({
              start: editorText.toEditor(mark.range.start),
              end: editorText.toEditor(mark.range.end),
              severity: mark.severity,
            }))}
            severities={worstByLine(marks)}
            notes={dockerfile ? notesByLine(costs) : noNotes}
            scroll={scroll}
            onChange={(text) => setText(activePath, editorText.restore(text))}
            onEscape={focusTabs}
            onFocus={() => {}}
          />
        </div>
      </div>
      <CostSummary id={`${id}-costs`} costs={shownCosts} dockerfile={dockerfile} />
      <ProblemList
        marks={marks}
        onSelect={(mark) => revealRange(mark.file, mark.range.start, mark.range.end)}
        onFix={(mark) => mark.fix && applyFix(mark.fix)}
      />
    </section>
  );
}

const noNotes: ReadonlyMap<number, string> = new Map();

function notesByLine(costs: readonly StepCost[]): ReadonlyMap<number, string> {
  return new Map(costs.flatMap((cost) => (cost.note === null ? [] : [[cost.lastLine, cost.note]])));
}

const rank: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 };

function worstByLine(marks: readonly Mark[]): ReadonlyMap<number, Severity> {
  const worst = new Map<number, Severity>();
  for (const mark of marks) {
    const known = worst.get(mark.line);
    if (!known || rank[mark.severity] > rank[known]) worst.set(mark.line, mark.severity);
  }
  return worst;
}

/** Offset at which a 1-based line begins. */
function offsetOfLine(text: string, line: number): number {
  let offset = 0;
  for (let number = 1; number < line; number += 1) {
    const newline = text.indexOf('\n', offset);
    if (newline === -1) return text.length;
    offset = newline + 1;
  }
  return offset;
}

/** Tabs, and the list of files behind a button. */
function EditorHead({ id, tabs }: { id: string; tabs: React.RefObject<HTMLDivElement | null> }) {
  const project = useWorkbench((state) => state.project);
  const activePath = useWorkbench((state) => state.activePath);
  const openFile = useWorkbench((state) => state.openFile);
  const addFile = useWorkbench((state) => state.addFile);
  const renameFile = useWorkbench((state) => state.renameFile);
  const removeFile = useWorkbench((state) => state.removeFile);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className="relative flex shrink-0 items-stretch border-b bg-paper">
      <FileTabs ref={tabs} project={project} activePath={activePath} id={id} onOpen={openFile} />
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={`${id}-files`}
        onClick={() => (open ? close() : setOpen(true))}
        className="no-print h-9 shrink-0 border-l px-3 font-sans text-ink-soft text-xs outline-offset-[-3px] hover:bg-sunken hover:text-ink pointer-coarse:h-11"
      >
        Files
      </button>
      {open && (
        <FilePanel
          id={`${id}-files`}
          project={project}
          onAdd={(path) => {
            addFile(path, '');
            close();
          }}
          onRename={renameFile}
          onRemove={removeFile}
          onClose={close}
        />
      )}
    </div>
  );
}
