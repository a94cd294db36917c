'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useEffect } from 'react';
import { TabList } from '@/components/ui/tab-list';
import { useWorkbench } from '@/components/workbench/store';
import { FailureNotice } from './failure-notice';
import { Findings } from './findings';
import { isResultTab, type ResultTab, resultTabs, useInstrument } from './instrument-context';
import { useRecordings } from './recordings-context';
import styles from './results.module.css';

const loading = () => <p className="p-4 text-muted text-sm">Loading…</p>;

// The views behind the first are loaded when they are opened: a page that is only read does without them.
const PlanPanel = dynamic(() => import('@/components/plan/plan-panel').then((module) => module.PlanPanel), {
  loading,
});
const LayersPanel = dynamic(() => import('@/components/layers/layers-panel').then((module) => module.LayersPanel), {
  loading,
});
const BuildPanel = dynamic(() => import('@/components/timeline/build-panel').then((module) => module.BuildPanel), {
  loading,
});
const WhatIfPanel = dynamic(() => import('@/components/timeline/what-if-panel').then((module) => module.WhatIfPanel), {
  loading,
});
const RecordingsPanel = dynamic(() => import('./recordings-panel').then((module) => module.RecordingsPanel), {
  loading,
});

const names: Readonly<Record<ResultTab, string>> = {
  findings: 'Findings',
  plan: 'Plan',
  layers: 'Layers',
  build: 'Build',
  'what-if': 'What if',
  recordings: 'Recordings',
};

/** What the analysis says: failures on top, then one of six views. An address ending in `#layers` opens that one. */
export function Results() {
  const { tab, openTab } = useInstrument();
  const count = useWorkbench(
    (state) => state.analysis.findings.filter((finding) => finding.failure === undefined).length,
  );
  const analyzerFailure = useWorkbench((state) => state.analyzerFailure);
  const { match } = useRecordings();
  const recordedSize = match?.recording.size;
  const recorded = match && recordedSize?.kind === 'classic' ? { bytes: recordedSize.bytes, label: 'recorded' } : null;

  useEffect(() => {
    const openFromAddress = () => {
      const name = window.location.hash.slice(1);
      if (isResultTab(name)) openTab(name);
    };
    openFromAddress();
    window.addEventListener('hashchange', openFromAddress);
    return () => window.removeEventListener('hashchange', openFromAddress);
  }, [openTab]);

  const panels: Readonly<Record<ResultTab, ReactNode>> = {
    findings: <Findings />,
    plan: <PlanPanel />,
    layers: <LayersPanel recorded={recorded} />,
    build: <BuildPanel />,
    'what-if': <WhatIfPanel />,
    recordings: <RecordingsPanel />,
  };
  return (
    <div className={styles.results}>
      {analyzerFailure && (
        <p role="alert" className="border-warning border-l-4 bg-warning-wash px-4 py-2 text-sm">
          {analyzerFailure}
        </p>
      )}
      <FailureNotice />
      <TabList
        label="Results"
        names={resultTabs}
        active={tab}
        onOpen={openTab}
        idOf={(name) => `tab-${name}`}
        panelOf={() => 'result-panel'}
        className={styles.tabs ?? ''}
        tabClassName={() => styles.tab ?? ''}
      >
        {(name) => (
          <>
            {names[name]}
            {name === 'findings' && count > 0 && <span className={`figures ${styles.count}`}>{count}</span>}
            {name === 'recordings' && match && (
              <span className={styles.dot}>
                <span className="sr-only">: yours was recorded</span>
              </span>
            )}
          </>
        )}
      </TabList>
      <div key={tab} role="tabpanel" id="result-panel" aria-labelledby={`tab-${tab}`} className={styles.panel}>
        {panels[tab]}
      </div>
    </div>
  );
}
