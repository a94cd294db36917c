'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Message, Poll, RoomState, Seat } from '@/lib/workshop/state';
import { placeKey } from '@/lib/workshop/values';
import { PollBars } from './poll-bars';
import { useRoom } from './room-context';
import { SharedWork } from './shared-work';

/** What the host puts before a participant: messages, polls, a question, somebody's work. */
export function SeatNotices({ lesson, seat }: { readonly lesson: string; readonly seat: Seat | null }) {
  const { view, refusal, dismissRefusal } = useRoom();
  const { state } = view;
  if (state === null) return null;
  const step = seat?.place?.step ?? null;
  const lockedStep = step !== null && state.locked.includes(placeKey({ lesson, step }));
  return (
    <>
      {refusal && (
        <Strip tone="bad" onDismiss={dismissRefusal}>
          {refusal}
        </Strip>
      )}
      {lockedStep && <Strip>The host has locked the next step for now. Wait here; it opens by itself.</Strip>}
      {seat !== null && state.spotlightRequest?.seat === seat.id && <SpotlightQuestion lesson={lesson} />}
      <NewestMessage messages={state.messages} />
      {state.polls
        .filter((poll) => poll.open || poll.results !== null)
        .slice(-1)
        .map((poll) => (
          <PollCard key={poll.id} poll={poll} seat={seat} />
        ))}
      <WorkOnShow state={state} seat={seat} />
      <Leaderboard state={state} />
    </>
  );
}

interface StripProps {
  readonly tone?: 'plain' | 'bad';
  readonly onDismiss?: () => void;
  readonly children: React.ReactNode;
}

function Strip({ tone = 'plain', onDismiss, children }: StripProps) {
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={`flex items-start gap-3 border-b border-l-4 px-4 py-2 text-sm ${tone === 'bad' ? 'border-l-failure bg-failure-wash' : 'border-l-accent bg-surface'}`}
    >
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

function NewestMessage({ messages }: { readonly messages: readonly Message[] }) {
  const { line } = useRoom();
  const [dismissed, dismiss] = useState<string | null>(null);
  const newest = messages.at(-1);
  if (newest === undefined || newest.id === dismissed || line.serverNow() - newest.sentAt > newsAge) return null;
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

function PollCard({ poll, seat }: { readonly poll: Poll; readonly seat: Seat | null }) {
  const { send } = useRoom();
  const [closed, close] = useState(false);
  const vote = seat === null ? undefined : poll.votes[seat.id];
  if (closed && !poll.open) return null;
  return (
    <div className="border-b border-l-4 border-l-accent bg-surface px-4 py-3 text-sm">
      {poll.results === null ? (
        <fieldset disabled={!poll.open || seat === null}>
          <legend className="font-medium">{poll.question}</legend>
          <div className="mt-2 flex flex-wrap gap-x-6">
            {poll.options.map((option, position) => (
              <label key={option} className="flex min-h-11 items-center gap-2.5">
                <input
                  type="radio"
                  name={poll.id}
                  className="size-5 accent-(--accent)"
                  checked={vote === position}
                  onChange={() => send({ kind: 'vote', poll: poll.id, option: position })}
                />
                {option}
              </label>
            ))}
          </div>
          {vote !== undefined && (
            <p className="text-muted text-xs">You can change your answer while the poll is open.</p>
          )}
        </fieldset>
      ) : (
        <>
          <p className="font-medium">{poll.question}</p>
          <PollBars poll={poll} counts={poll.results} chosen={vote ?? null} />
          {!poll.open && (
            <Button size="small" variant="quiet" className="mt-1" onClick={() => close(true)}>
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
      : `The room looks at ${state.spotlight.name ?? 'somebody'}’s files`;
    return (
      <SharedWork
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
  if (state.shown) return <SharedWork title="The host’s editor, live" files={state.shown.files} />;
  return null;
}

function Leaderboard({ state }: { readonly state: RoomState }) {
  const [hidden, hide] = useState<number | null>(null);
  const { leaderboard } = state;
  if (leaderboard === null || hidden === leaderboard.at) return null;
  return (
    <Strip onDismiss={() => hide(leaderboard.at)}>
      <p className="font-medium">The host shows who is furthest</p>
      <ol className="figures mt-1 columns-2 gap-6 sm:columns-3">
        {leaderboard.entries.map((entry, position) => (
          <li key={entry.name} className="truncate">
            {position + 1}. {entry.name} <span className="text-muted">{entry.goals} goals</span>
          </li>
        ))}
      </ol>
    </Strip>
  );
}
