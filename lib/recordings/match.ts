import { type Project, readProjectFile } from '../analyzer/project';
import { parseDockerfile } from '../analyzer/syntax/parse';
import { normalizeInstructions } from './instructions';
import { installedPins } from './requirements';
import type { Recording } from './schema';

/** A recording whose instructions are those of the Dockerfile under edit. */
export interface RecordingMatch {
  readonly recording: Recording;
  /**
   * Whether it installed the same requirements: only `same` says that this very build was recorded. `not-recorded` where
   * the source does not tell them.
   */
  readonly requirements: 'same' | 'different' | 'not-recorded';
}

/**
 * The recording of the build under edit: equal instructions, comments and layout apart. Where several have them, one
 * with the same requirements wins, then one whose requirements are not known. `null` where none was recorded. The
 * program's own source does not count: its bytes are few.
 */
export function findRecording(recordings: readonly Recording[], project: Project): RecordingMatch | null {
  const instructions = fingerprint(readProjectFile(project, project.dockerfile) ?? '');
  if (instructions === '') return null;
  const pins = installedPins(project).join('\n');
  const matches = recordings
    .filter((recording) => recording.instructions.length > 0 && fingerprintOf(recording) === instructions)
    .map((recording) => ({ recording, requirements: compareRequirements(recording, pins) }));
  return (
    matches.find((match) => match.requirements === 'same') ??
    matches.find((match) => match.requirements === 'not-recorded') ??
    matches[0] ??
    null
  );
}

const fingerprints = new WeakMap<Recording, string>();

/** Recordings do not change and there are few, so each is read once. */
function fingerprintOf(recording: Recording): string {
  const known = fingerprints.get(recording);
  if (known !== undefined) return known;
  const computed = fingerprint(recording.instructions.join('\n'));
  fingerprints.set(recording, computed);
  return computed;
}

function fingerprint(dockerfile: string): string {
  return normalizeInstructions(parseDockerfile(dockerfile)).join('\n');
}

function compareRequirements(recording: Recording, pins: string): RecordingMatch['requirements'] {
  if (recording.requirements.length === 0) return 'not-recorded';
  return recording.requirements.join('\n') === pins ? 'same' : 'different';
}
