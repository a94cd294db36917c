import { type Estimate, widen } from '../../estimate';
import type { StageWalk } from '../stage-walk';
import type { ByteKind } from '../types';

/** Puts something of which only a range is known into a place, and says what is not known. */
export function holdUnmeasured(
  walk: StageWalk,
  place: { readonly path: string; readonly kind: ByteKind; readonly label: string },
  bytes: Estimate,
  what: string,
): void {
  walk.unknown.add(what);
  walk.hold(place.path, place.kind, place.label, widen(bytes, 1, 1, [what]));
}
