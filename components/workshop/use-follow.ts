'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { RoomState } from '@/lib/workshop/state';
import type { Place } from '@/lib/workshop/values';

const key = (code: string) => `layerwise.follow.${code}`;

function readFollowing(code: string): boolean {
  try {
    return window.sessionStorage.getItem(key(code)) !== 'no';
  } catch {
    return true;
  }
}

export interface Following {
  readonly following: boolean;
  readonly follow: (following: boolean) => void;
  /** Where the host is: what is shown live goes before where everybody was sent. */
  readonly hostPlace: Place | null;
  readonly goThere: () => void;
}

/** Follows the host from lesson to lesson, or goes on alone; the choice lasts as long as the tab. */
export function useFollow(code: string, state: RoomState | null, lesson: string): Following {
  const router = useRouter();
  const [following, setFollowing] = useState(() => readFollowing(code));
  const hostPlace = state?.shown?.place ?? state?.pushed?.place ?? null;
  const pushedAt = state?.shown ? `shown ${state.shown.place.lesson}` : (state?.pushed?.at ?? null);
  const seen = useRef<string | number | null>(null);

  useEffect(() => {
    if (hostPlace === null || pushedAt === null || seen.current === pushedAt) return;
    seen.current = pushedAt;
    if (following && hostPlace.lesson !== lesson) router.push(addressOf(hostPlace));
  }, [hostPlace, pushedAt, following, lesson, router]);

  const follow = (wanted: boolean) => {
    setFollowing(wanted);
    try {
      window.sessionStorage.setItem(key(code), wanted ? 'yes' : 'no');
    } catch {
      // Then the choice lasts as long as the page.
    }
    if (wanted && hostPlace !== null && hostPlace.lesson !== lesson) router.push(addressOf(hostPlace));
  };
  return {
    following,
    follow,
    hostPlace,
    goThere: () => {
      if (hostPlace !== null) router.push(addressOf(hostPlace));
    },
  };
}

function addressOf({ lesson, step }: Place): string {
  return `/lessons/${lesson}${step === null ? '' : `#goal-${step}`}`;
}
