import type { Analysis, StepSummary } from '../analyzer/analysis';
import type { Recording } from './schema';

/** What the analyzer predicts, in the form of a recording, so that the two can be compared step by step. It is nobody's record. */
export function recordPrediction(
  analysis: Analysis,
  { id, title }: { readonly id: string; readonly title: string },
): Recording {
  const stages = analysis.stages.filter((stage) => stage.needed);
  const target = stages.find((stage) => stage.index === analysis.target);
  const bytes = Math.round(analysis.size.classic.likely);
  return {
    id,
    title,
    summary: 'Predicted by the analyzer, not built.',
    origin: 'pasted',
    source: { title: 'Predicted', date: 'undated' },
    circumstances: [],
    standIn: false,
    base: target?.base ?? 'not stated',
    order: 0,
    works: analysis.failures.length === 0,
    ...(bytes > 0 ? { size: { bytes, kind: 'classic', roundedTo: 1 } } : {}),
    ...(analysis.cold.likely > 0 ? { seconds: analysis.cold.likely } : {}),
    steps: withRest(
      analysis.cold.likely,
      stages.flatMap((stage) =>
        stage.steps.flatMap((step) => {
          const kind = kindOf(step);
          if (kind === null) return [];
          const inImage = analysis.layers.includes(step.id) && kind !== 'base';
          return [
            {
              name: step.text,
              seconds: step.seconds.likely,
              kind,
              cached: false,
              ...(stages.length > 1 ? { stage: stage.name ?? `stage-${stage.index}` } : {}),
              ...(inImage ? { bytes: Math.round(step.bytes.likely) } : {}),
            },
          ];
        }),
      ),
    ),
    rebuilds: [],
    parts: [],
    instructions: [],
    requirements: [],
  };
}

const restName = 'looking images up, sending the context, exporting layers';

/** What a build takes besides its instructions is predicted as one figure. */
function withRest(whole: number, steps: Recording['steps']): Recording['steps'] {
  const rest = whole - steps.reduce((sum, step) => sum + step.seconds, 0);
  return rest > 0 && steps.length > 0
    ? [...steps, { name: restName, seconds: rest, kind: 'export', cached: false }]
    : steps;
}

/** A recording with what it took besides its instructions as one step, as a prediction has it. */
export function foldRest(recording: Recording): Recording {
  const isRest = ({ kind }: Recording['steps'][number]) => ['metadata', 'context', 'export'].includes(kind);
  const rest = recording.steps.filter(isRest);
  if (rest.length === 0) return recording;
  const seconds = rest.reduce((sum, step) => sum + step.seconds, 0);
  const instructions = recording.steps.filter((step) => !isRest(step));
  return { ...recording, steps: [...instructions, { name: restName, seconds, kind: 'export', cached: false }] };
}

function kindOf({ kind }: StepSummary): Recording['steps'][number]['kind'] | null {
  if (kind === 'from') return 'base';
  return kind === 'run' || kind === 'copy' || kind === 'working-directory' ? kind : null;
}
