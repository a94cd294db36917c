'use client';

import 'monaco-editor/features/diffEditor/register';
import { useEffect, useRef } from 'react';
import { keepServices } from '../monaco/keep-services';
import { languageOf } from '../monaco/languages';
import { monaco } from '../monaco/monaco';

/** Two texts side by side in Monaco, below each other where there is little room. Neither can be edited. */
export function MonacoDiff({
  path,
  dockerfile,
  from,
  to,
}: {
  readonly path: string;
  readonly dockerfile: string;
  readonly from: string;
  readonly to: string;
}) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const language = languageOf(path, dockerfile);
    const original = monaco.editor.createModel(from, language);
    const modified = monaco.editor.createModel(to, language);
    const style = getComputedStyle(element);
    const editor = monaco.editor.createDiffEditor(element, {
      automaticLayout: true,
      contextmenu: false,
      fontFamily: style.fontFamily,
      fontLigatures: '"zero", "calt" 0',
      fontSize: 13,
      guides: { indentation: false },
      hideUnchangedRegions: { enabled: true, contextLineCount: 3 },
      lineHeight: 20,
      lineNumbersMinChars: 3,
      minimap: { enabled: false },
      originalEditable: false,
      overviewRulerLanes: 0,
      readOnly: true,
      renderLineHighlight: 'none',
      renderOverviewRuler: false,
      scrollBeyondLastLine: false,
      stickyScroll: { enabled: false },
    });
    editor.setModel({ original, modified });
    return () => {
      editor.dispose();
      keepServices();
      // A comparison may still be under way in Monaco's worker, and fails loudly when its texts vanish.
      setTimeout(() => {
        original.dispose();
        modified.dispose();
      }, 5_000);
    };
  }, [path, dockerfile, from, to]);
  return <div ref={host} className="layerwise-monaco h-[min(64dvh,36rem)] font-mono" />;
}
