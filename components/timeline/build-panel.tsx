'use client';

import { EvidenceDisclosure } from '@/components/score/evidence';
import { HowRecorded } from '@/components/score/how-recorded';
import { useRecordings } from '@/components/score/recordings-context';
import { useReveal } from '@/components/score/use-reveal';
import { useWorkbench } from '@/components/workbench/store';
import { formatSeconds } from '@/lib/format/figures';
import { formatAbout, formatRange } from '@/lib/format/range';
import { MachineChoice } from './machine-choice';
import { recordedSeconds } from './recorded-steps';
import { scheduleBuild } from './schedule';
import { TimingTable } from './timing-table';
import { Waterfall, type WaterfallRow } from './waterfall';

/** The cold build as a waterfall of predicted seconds, with what was recorded where these steps were. */
export function BuildPanel() {
  const analysis = useWorkbench((state) => state.analysis);
  const dockerfile = useWorkbench((state) => state.project.dockerfile);
  const { match } = useRecordings();
  const reveal = useReveal();
  const schedule = scheduleBuild(analysis);
  if (schedule.length === 0) {
    return <p className="p-4 text-muted text-sm">There is nothing to build yet: the Dockerfile has no FROM.</p>;
  }
  const recorded = recordedSeconds(schedule, match?.recording ?? null);
  const rows: readonly WaterfallRow[] = schedule.map((row) => ({
    id: row.id,
    text: row.text,
    line: row.step?.line ?? null,
    start: row.start,
    seconds: row.seconds,
    recorded: recorded.get(row.id) ?? null,
  }));
  const steps = new Map(schedule.map((row) => [row.id, row.step]));
  const range = formatRange(analysis.cold, formatSeconds);
  return (
    <div className="p-4">
      <p className="mb-3 text-sm">
        A build with nothing cached takes{' '}
        <strong className="figures font-semibold">{formatAbout(analysis.cold, formatSeconds)}</strong>
        {range && <span className="figures text-muted"> ({range})</span>}, predicted.
        {match?.recording.seconds !== undefined && (
          <>
            {' '}
            Recorded: <strong className="figures font-semibold">{formatSeconds(match.recording.seconds)}</strong>.
          </>
        )}
      </p>
      {match && (
        <div className="mb-3">
          <HowRecorded recording={match.recording} />
        </div>
      )}
      <Waterfall
        name="Cold build, step by step"
        rows={rows}
        onSelect={(row) => {
          const step = steps.get(row.id);
          if (step) reveal(dockerfile, step.range);
        }}
      />
      <TimingTable rows={rows} caption="Seconds of a cold build by step" />
      <div className="mt-2">
        <EvidenceDisclosure estimate={analysis.cold} />
      </div>
      <MachineChoice />
    </div>
  );
}
