import { bareInstruction } from './instruction-text';
import { matchSteps } from './match-steps';
import type { Recording } from './schema';

/**
 * The recording with the bytes of its layers at the steps that made them, where it has a history beside a log and no step
 * has bytes yet. A layer that no step can be told to have made stays a layer alone.
 */
export function assignLayers(recording: Recording): Recording {
  const { steps, layers } = recording;
  if (layers === undefined || steps.length === 0 || steps.some((step) => step.bytes !== undefined)) return recording;
  const own = layers.filter((layer) => !layer.ofBase && /^(?:RUN|COPY|ADD|WORKDIR)\b/i.test(layer.createdBy));
  const candidates = steps.map((step) => ({ ...step, name: withoutOptions(step.name) }));
  const places = matchSteps(
    own.map((layer) => withoutOptions(layer.createdBy)),
    candidates,
    own.map((layer) => layer.nameIsCut === true),
  );
  const bytes = new Map<number, number>();
  for (const [index, place] of places.entries()) {
    const layer = own[index];
    if (place !== null && layer !== undefined) bytes.set(place, layer.bytes);
  }
  return {
    ...recording,
    steps: steps.map((step, place) => {
      const found = bytes.get(place);
      return found === undefined ? step : { ...step, bytes: found };
    }),
  };
}

/** History leaves out `--from`, `--mount` and the like, which a log shows. */
function withoutOptions(name: string): string {
  return bareInstruction(name).replace(/^([A-Z]+)(?: --\S+)+ /i, '$1 ');
}
