'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { sameProject } from '@/components/workbench/project-edits';
import { useWorkbenchStore } from '@/components/workbench/store';
import type { Project } from '@/lib/analyzer/project';
import type { SharedProject } from '@/lib/share/schema';
import { workKey } from '@/lib/storage/scope';
import { openStorage } from '@/lib/storage/work-storage';
import { keepEarlier, readEarlier } from './earlier-work';

export type LinkState =
  | { readonly kind: 'none' }
  /** It does not open; the sentence says why. */
  | { readonly kind: 'refused'; readonly message: string }
  /** It holds other files than the reader's own: they choose. */
  | { readonly kind: 'offered'; readonly shared: SharedProject }
  /** Its files are on the page; `aside` tells what became of the reader's own. */
  | {
      readonly kind: 'opened';
      readonly ruleset: string;
      readonly aside: 'nothing' | 'kept' | 'unsaved';
      /** How many recordings came along. */
      readonly recordings: number;
      /** Another one for every link that is opened. */
      readonly serial: number;
    };

interface SharedLink {
  readonly state: LinkState;
  readonly open: (shared: SharedProject) => void;
  readonly keepMine: () => void;
  /** Files put aside when a link was opened; `null` where there are none. */
  readonly earlier: Project | null;
  readonly bringBack: () => void;
}

/** Addresses of the page's own places are no links. */
const ownPlace = /^(?:#(?:[a-z][a-z-]*)?)?$/;

function browserStorage() {
  return openStorage(() => window.localStorage);
}

function projectOf({ dockerfile, files, bulk }: SharedProject): Project {
  return { dockerfile, files, bulk };
}

/** Keeps recordings that came along, those apart that are here already. They are read by scripts that come only now. */
function keepShared(recordings: NonNullable<SharedProject['recordings']>): void {
  const attachedTo = workKey({ kind: 'playground' });
  import('@/components/recording/reading/own-recordings').then(
    ({ keepOnce }) => {
      for (const recording of recordings) keepOnce(recording, attachedTo);
    },
    () => {
      // Offline before the first visit ended: the files are open, and the link can be opened again.
    },
  );
}

function forgetFragment(): void {
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
}

/** Opens what the address holds. The reader's own files are never replaced without being asked and put aside. */
export function useSharedLink(): SharedLink {
  const store = useWorkbenchStore();
  const [state, setState] = useState<LinkState>({ kind: 'none' });
  const [earlier, setEarlier] = useState<Project | null>(null);
  const openings = useRef(0);

  const open = useCallback(
    (shared: SharedProject) => {
      const { project: own, start, replaceProject, dismissNotice } = store.getState();
      const worthKeeping = !sameProject(own, start) && !sameProject(own, projectOf(shared));
      const kept = worthKeeping && keepEarlier(browserStorage(), own);
      replaceProject(projectOf(shared));
      if (kept) {
        setEarlier(own);
        dismissNotice();
      }
      forgetFragment();
      if (shared.recordings) keepShared(shared.recordings);
      openings.current += 1;
      const aside = worthKeeping ? (kept ? 'kept' : 'unsaved') : 'nothing';
      setState({
        kind: 'opened',
        ruleset: shared.ruleset,
        aside,
        recordings: shared.recordings?.length ?? 0,
        serial: openings.current,
      });
    },
    [store],
  );

  useEffect(() => {
    setEarlier(readEarlier(browserStorage()));
    let newest = 0;
    const read = async () => {
      const { hash } = window.location;
      if (ownPlace.test(hash)) return;
      newest += 1;
      const turn = newest;
      const { decodeProject } = await import('@/lib/share/decode');
      const result = await decodeProject(hash);
      if (turn !== newest) return;
      if (!result.ok) return setState({ kind: 'refused', message: result.message });
      const { project: own, start } = store.getState();
      const shared = projectOf(result.shared);
      if (sameProject(own, start) || sameProject(own, shared)) open(result.shared);
      else setState({ kind: 'offered', shared: result.shared });
    };
    read();
    window.addEventListener('hashchange', read);
    return () => {
      newest += 1;
      window.removeEventListener('hashchange', read);
    };
  }, [store, open]);

  return {
    state,
    open,
    keepMine: () => {
      forgetFragment();
      setState({ kind: 'none' });
    },
    earlier,
    bringBack: () => {
      if (!earlier) return;
      const { project: present, replaceProject } = store.getState();
      replaceProject(earlier);
      setEarlier(keepEarlier(browserStorage(), present) ? present : null);
      setState({ kind: 'none' });
    },
  };
}
