'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Sentence } from '@/components/ui/sentence';
import type { LeaderboardEntry } from '@/lib/workshop/events';
import type { Message, Poll, RoomState, Seat } from '@/lib/workshop/state';
import { placeKey } from '@/lib/workshop/values';
import { PollBars } from './poll-bars';
import { RefusalNotice } from './refusal-notice';
import { useRoom } from './room-context';
import { SharedWork } from './shared-work';
import { useDismissed } from './use-dismissed';

/** One for all its states: it is shown anew whenever somebody meets a goal. */
const leaderboardKey = 'leaderboard';

/** What the host puts before a participant: messages, polls, a question, somebody's work. */
export function SeatNotices({ lesson, seat }: { readonly lesson: string; readonly seat: Seat | null }) {
  const { code, view } = useRoom();
  const { isDismissed, dismiss, restore } = useDismissed(code);
  const { state } = view;
  const isHidden = state !== null && state.leaderboard === null && isDismissed(leaderboardKey);
  useEffect(() => {
    if (isHidden) restore(leaderboardKey);
  }, [isHidden, restore]);
  if (state === null || state.ended) return null;
  const step = seat?.place?.step ?? null;
  const lockedStep = step !== null && state.locked.includes(placeKey({ lesson, step }));
  return (
    <>
      <RefusalNotice />
      {lockedStep && <Strip>The host has locked the next step for now. Wait here; it opens by itself.</Strip>}
      {seat !== null && state.spotlightRequest?.seat === seat.id && <SpotlightQuestion lesson={lesson} />}
      <NewestMessage messages={state.messages} isDismissed={isDismissed} dismiss={dismiss} />
      {state.polls
        .filter((poll) => poll.open || (poll.results !== null && !isDismissed(poll.id)))
        .slice(-1)
        .map((poll) => (
          <PollCard key={poll.id} poll={poll} seat={seat} onClose={() => dismiss(poll.id)} />
        ))}
      {state.leaderboard && !isDismissed(leaderboardKey) && (
        <Leaderboard entries={state.leaderboard.entries} onClose={() => dismiss(leaderboardKey)} />
      )}
      <WorkOnShow state={state} seat={seat} />
    </>
  );
}

interface StripProps {
  readonly onDismiss?: () => void;
  readonly children: ReactNode;
}

function Strip({ onDismiss, children }: StripProps) {
  return (
    <div className="flex items-start gap-3 border-b border-l-4 border-l-accent bg-surface px-4 py-2 text-sm">
      <div className="min-w-0 flex-1 break-words">{children}</div>
      {onDismiss && (
        <Button size="small" variant="quiet" onClick={onDismiss}>
          Close
        </Button>
      )}
    </div>
  );
}

/** Milliseconds for which a message is news to somebody who joins or reloads. */
const newsAge = 10 * 60_000;

interface NewestMessageProps {
  readonly messages: readonly Message[];
  readonly isDismissed: (key: string) => boolean;
  readonly dismiss: (key: string) => void;
}

function NewestMessage({ messages, isDismissed, dismiss }: NewestMessageProps) {
  const { line } = useRoom();
  const newest = messages.at(-1);
  if (newest === undefined || isDismissed(newest.id) || line.serverNow() - newest.sentAt > newsAge) return null;
  return (
    <Strip onDismiss={() => dismiss(newest.id)}>
      <span className="text-muted">From the host: </span>
      {newest.text}
    </Strip>
  );
}

function SpotlightQuestion({ lesson }: { readonly lesson: string }) {
  const { send } = useRoom();
  return (
    <Strip>
      <p>
        A host would like to show your files of this lesson to everybody, as you edit them. You can end it at any time.
      </p>
      <p className="mt-2 flex flex-wrap gap-2">
        <Button size="small" onClick={() => send({ kind: 'accept-spotlight', named: true, lesson })}>
          Show them with my name
        </Button>
        <Button size="small" onClick={() => send({ kind: 'accept-spotlight', named: false, lesson })}>
          Show them without
        </Button>
        <Button size="small" variant="quiet" onClick={() => send({ kind: 'decline-spotlight' })}>
          Rather not
        </Button>
      </p>
    </Strip>
  );
}

interface PollCardProps {
  readonly poll: Poll;
  readonly seat: Seat | null;
  readonly onClose: () => void;
}

/** A poll to answer, and its answers once the host shows them. */
export function PollCard({ poll, seat, onClose }: PollCardProps) {
  const { send } = useRoom();
  // Shown at once; while the connection is gone the answer waits to be sent.
  const [picked, pick] = useState<number | null>(null);
  const vote = picked ?? (seat === null ? undefined : poll.votes[seat.id]);
  const choose = async (option: number) => {
    pick(option);
    if (!(await send({ kind: 'vote', poll: poll.id, option }))) pick(null);
  };
  return (
    <div className="border-b border-l-4 border-l-accent bg-surface px-4 py-3 text-sm">
      {poll.results === null ? (
        <fieldset className="min-w-0" disabled={!poll.open || seat === null}>
          <legend className="break-words font-medium">
            <Sentence text={poll.question} />
          </legend>
          <div className="mt-2 flex flex-wrap gap-x-6">
            {poll.options.map((option, position) => (
              <label key={option} className="flex min-h-11 items-center gap-2.5">
                <input
                  type="radio"
                  name={poll.id}
                  className="size-5 shrink-0 accent-(--accent)"
                  checked={vote === position}
                  onChange={() => choose(position)}
                />
                <span className="min-w-0 break-words">
                  <Sentence text={option} />
                </span>
              </label>
            ))}
          </div>
          {vote !== undefined && (
            <p className="text-muted text-xs">You can change your answer while the poll is open.</p>
          )}
        </fieldset>
      ) : (
        <>
          <p className="break-words font-medium">
            <Sentence text={poll.question} />
          </p>
          <PollBars poll={poll} counts={poll.results} chosen={vote ?? null} />
          {!poll.open && (
            <Button size="small" variant="quiet" className="mt-1" onClick={onClose}>
              Close
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function WorkOnShow({ state, seat }: { readonly state: RoomState; readonly seat: Seat | null }) {
  const { send } = useRoom();
  if (state.spotlight) {
    const own = seat !== null && state.spotlight.seat === seat.id;
    const whose = own
      ? 'Your files are shown to everybody'
      : state.spotlight.name === null
        ? 'The room looks at somebody’s files'
        : `The room looks at ${state.spotlight.name}’s files`;
    return (
      <SharedWork
        foldable
        title={whose}
        files={state.spotlight.files}
        action={
          own && (
            <Button size="small" onClick={() => send({ kind: 'leave-spotlight' })}>
              Stop showing them
            </Button>
          )
        }
      />
    );
  }
  if (state.shown) return <SharedWork foldable title="The host’s editor, live" files={state.shown.files} />;
  return null;
}

interface LeaderboardProps {
  readonly entries: readonly LeaderboardEntry[];
  readonly onClose: () => void;
}

function Leaderboard({ entries, onClose }: LeaderboardProps) {
  return (
    <Strip onDismiss={onClose}>
      <p className="font-medium">The host shows who is furthest</p>
      {entries.length === 0 && <p className="text-muted">Nobody has met a goal yet.</p>}
      <ol className="figures mt-1 columns-2 gap-6 sm:columns-3">
        {entries.map((entry, position) => (
          <li key={entry.name} className="truncate">
            {position + 1}. {entry.name}{' '}
            <span className="text-muted">{entry.goals === 1 ? '1 goal' : `${entry.goals} goals`}</span>
          </li>
        ))}
      </ol>
    </Strip>
  );
}
