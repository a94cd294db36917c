import type { Recording } from './schema';

/**
 * A recording as a page needs it that only finds and compares recordings: without what its own page shows, so that a page
 * with all of them stays light.
 */
export function shortenRecording({
  contents: _contents,
  layers: _layers,
  exported: _exported,
  warnings: _warnings,
  starts: _starts,
  platforms: _platforms,
  builder: _builder,
  outcome: _outcome,
  ...rest
}: Recording): Recording {
  return rest;
}
