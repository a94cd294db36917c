'use client';

import { InstrumentProvider } from '@/components/score/instrument-context';
import { RecordingsProvider } from '@/components/score/recordings-context';
import { WorkbenchProvider } from '@/components/workbench/store';
import type { WorkbenchInput } from '@/components/workbench/types';
import { Playground } from './playground';

const none: readonly string[] = [];

/** The playground with all that it stands on. */
export function PlaygroundPage({ input }: { input: WorkbenchInput }) {
  return (
    <WorkbenchProvider input={input}>
      <InstrumentProvider>
        <RecordingsProvider shown={none}>
          <Playground />
        </RecordingsProvider>
      </InstrumentProvider>
    </WorkbenchProvider>
  );
}
