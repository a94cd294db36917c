'use client';

import { type ReactNode, useState } from 'react';
import { Editor } from '@/components/editor/editor';
import { InstrumentHead } from '@/components/score/instrument-head';
import { ResultsPlace } from '@/components/score/results-place';
import { ShareButton } from '@/components/share/share-button';
import { Button } from '@/components/ui/button';
import styles from './lesson-layout.module.css';
import { PaneDivider } from './pane-divider';
import { panes } from './panes';
import { WorkNotice } from './work-notice';

/** Grade and figures, editor, results: everything beside the text. `strip` stands between the figures and the editor. */
export function Instrument({ strip }: { strip: ReactNode }) {
  const [folded, setFolded] = useState(false);
  return (
    <div className={`no-print ${styles.instrument}`} data-pane="instrument dock" data-folded={folded}>
      <PaneDivider pane={panes.instrument} edge="left" className={styles.side} />
      <PaneDivider pane={panes.dock} edge="top" className={styles.dockEdge} />
      <div className={styles.head}>
        <InstrumentHead />
      </div>
      <div className={styles.strip}>
        <div className={styles.tasks}>
          {strip}
          <div className="hidden shrink-0 pr-2 md:flex">
            <ShareButton variant="quiet" size="small" />
            <Button
              variant="quiet"
              size="small"
              className={styles.fold}
              aria-expanded={!folded}
              aria-label="Editor and results"
              onClick={() => setFolded(!folded)}
            >
              {folded ? 'Unfold' : 'Fold'}
            </Button>
          </div>
        </div>
        <WorkNotice />
      </div>
      <div className={styles.edit} data-pane="editor">
        <span id="edit" />
        <Editor height="var(--editor-height, 100%)" className="h-full" />
      </div>
      <PaneDivider pane={panes.editor} edge="bottom" className={styles.middle} />
      <ResultsPlace className={styles.results} />
    </div>
  );
}
