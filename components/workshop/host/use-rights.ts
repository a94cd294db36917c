'use client';

import { useRoom } from '../room-context';

/** Whether this host holds the controls, and who does. */
export function useRights() {
  const { view } = useRoom();
  const { state, viewer } = view;
  const self = viewer?.kind === 'host' ? viewer.id : null;
  const holder = state === null ? null : (state.hosts[state.holder] ?? null);
  return { self, holder, holds: self !== null && state?.holder === self };
}
