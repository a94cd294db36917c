'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import * as z from 'zod/mini';
import type { RoomState } from '@/lib/workshop/state';
import type { Place } from '@/lib/workshop/values';

/** What the tab remembers of following. */
const rememberedSchema = z.object({
  following: z.boolean(),
  /** When everybody was brought somewhere for the last time that this tab has heard of. */
  pushed: z.nullable(z.number()),
  /** The lesson that is shown live. */
  shown: z.nullable(z.string()),
});
type Remembered = z.infer<typeof rememberedSchema>;

const storageKey = (code: string) => `layerwise.follow.${code}`;
const fresh: Remembered = { following: true, pushed: null, shown: null };

function read(code: string): Remembered {
  try {
    const kept = rememberedSchema.safeParse(JSON.parse(window.sessionStorage.getItem(storageKey(code)) ?? 'null'));
    return kept.success ? kept.data : fresh;
  } catch {
    return fresh;
  }
}

function write(code: string, remembered: Remembered): void {
  try {
    window.sessionStorage.setItem(storageKey(code), JSON.stringify(remembered));
  } catch {
    // Then it lasts as long as the page.
  }
}

export interface Following {
  readonly following: boolean;
  readonly follow: (following: boolean) => void;
  /** Where the host is: what is shown live goes before where everybody was sent. */
  readonly hostPlace: Place | null;
  readonly goThere: () => void;
}

/**
 * Follows the host from lesson to lesson, or goes on alone; the choice lasts as long as the tab. Each move of the host is
 * followed once: whoever goes elsewhere afterwards is not pulled back.
 */
export function useFollow(code: string, state: RoomState | null, lesson: string): Following {
  const router = useRouter();
  const [start] = useState(() => read(code));
  const [following, setFollowing] = useState(start.following);
  const remembered = useRef(start);
  const hostPlace = state?.shown?.place ?? state?.pushed?.place ?? null;

  useEffect(() => {
    if (state === null) return;
    const before = remembered.current;
    const pushed = state.pushed?.at ?? null;
    const shown = state.shown?.place.lesson ?? null;
    if (before.pushed === pushed && before.shown === shown) return;
    remembered.current = { ...before, pushed, shown };
    write(code, remembered.current);
    if (!before.following) return;
    // The end of a showing moves nobody.
    const isNewlyShown = shown !== null && before.shown !== shown;
    const place = isNewlyShown ? state.shown?.place : before.pushed === pushed ? null : state.pushed?.place;
    if (place && (place.lesson !== lesson || place.step !== null)) router.push(addressOf(place));
  }, [code, state, lesson, router]);

  const goThere = () => {
    if (hostPlace !== null) router.push(addressOf(hostPlace));
  };
  const follow = (wanted: boolean) => {
    setFollowing(wanted);
    remembered.current = { ...remembered.current, following: wanted };
    write(code, remembered.current);
    if (wanted && hostPlace !== null && hostPlace.lesson !== lesson) goThere();
  };
  return { following, follow, hostPlace, goThere };
}

function addressOf({ lesson, step }: Place): string {
  return `/lessons/${lesson}${step === null ? '' : `#goal-${step}`}`;
}
