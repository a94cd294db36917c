'use client';

import { useEffect, useState } from 'react';
import { Sentence } from '@/components/ui/sentence';
import { addresses, codeOfAddress } from '@/lib/workshop/addresses';
import type { RoomState } from '@/lib/workshop/state';
import { describeConnection } from './connection-words';
import { Countdown } from './countdown';
import { countVotes } from './host/polls';
import { listRoster } from './host/roster';
import { PollBars } from './poll-bars';
import { QrCode } from './qr-code';
import { RoomProvider, useRoom } from './room-context';
import { SharedWork } from './shared-work';

export interface ProjectorLesson {
  readonly lesson: string;
  readonly title: string;
  readonly goals: readonly { readonly id: string; readonly text: string }[];
}

/** What a projector shows: big type, and no names unless they are wanted. */
export function ProjectorPage({ lessons }: { readonly lessons: readonly ProjectorLesson[] }) {
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => setCode(codeOfAddress(window.location.pathname)), []);
  if (code === null) return <p className="p-10 text-2xl text-muted">Opening…</p>;
  return (
    <RoomProvider code={code} viewer="host">
      <Projection lessons={lessons} />
    </RoomProvider>
  );
}

function Projection({ lessons }: { readonly lessons: readonly ProjectorLesson[] }) {
  const { view } = useRoom();
  const [names, showNames] = useState(false);
  const words = describeConnection(view);
  const { state } = view;
  if (state === null) return <p className="p-10 text-2xl text-muted">{words.long}</p>;
  return (
    <div className="flex min-h-[calc(100dvh-var(--header))] flex-col p-6 lg:p-10">
      <header className="flex flex-wrap items-center justify-between gap-x-10 gap-y-4">
        <h1 className="min-w-0 flex-1 basis-96 font-semibold font-serif text-4xl">{state.title}</h1>
        <Countdown timer={state.timer} large />
      </header>
      {words.tone !== 'good' && <p className="mt-4 text-warning text-xl">{words.long}</p>}
      <div className="mt-8 flex-1">
        <MainScene state={state} lessons={lessons} names={names} />
      </div>
      <footer className="no-print mt-6 flex flex-wrap items-center justify-between gap-4 border-t pt-3 text-muted">
        <span>
          Join: <span className="font-mono font-semibold text-2xl text-ink tracking-[0.15em]">{state.code}</span>
        </span>
        <label className="flex min-h-11 items-center gap-2 text-sm">
          <input
            type="checkbox"
            className="size-5 accent-(--accent)"
            checked={names}
            onChange={(event) => showNames(event.target.checked)}
          />
          Show names
        </label>
      </footer>
    </div>
  );
}

interface SceneProps {
  readonly state: RoomState;
  readonly lessons: readonly ProjectorLesson[];
  readonly names: boolean;
}

/** The one thing that counts now: somebody's work, an open poll, the leaderboard, where the room is, or the way in. */
function MainScene({ state, lessons, names }: SceneProps) {
  const poll = state.polls.at(-1);
  const message = state.messages.at(-1);
  if (state.spotlight)
    return (
      <SharedWork
        large
        title={names ? (state.spotlight.name ?? 'A file of the room') : 'A file of the room'}
        files={state.spotlight.files}
      />
    );
  if (state.shown) return <SharedWork large title="Live" files={state.shown.files} />;
  if (poll?.open || (poll && poll.results !== null)) {
    const counts = countVotes(poll);
    const all = counts.reduce((sum, count) => sum + count, 0);
    return (
      <div className="max-w-5xl">
        <h2 className="font-serif text-4xl">
          <Sentence text={poll.question} />
        </h2>
        {poll.results === null ? (
          <ol className="mt-6 space-y-3 text-3xl">
            {poll.options.map((option) => (
              <li key={option}>
                <Sentence text={option} />
              </li>
            ))}
          </ol>
        ) : (
          <PollBars poll={poll} counts={poll.results} large />
        )}
        <p className="figures mt-6 text-2xl text-muted">{all === 1 ? 'One answer' : `${all} answers`}</p>
      </div>
    );
  }
  if (state.leaderboard && names) {
    return (
      <ol className="figures columns-2 gap-16 text-3xl">
        {state.leaderboard.entries.map((entry, position) => (
          <li key={entry.name} className="flex items-baseline gap-4 py-1">
            <span className="w-10 text-right text-muted">{position + 1}</span>
            <span className="min-w-0 flex-1 truncate">{entry.name}</span>
            <span>{entry.goals}</span>
          </li>
        ))}
      </ol>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div>
        {message && <p className="mb-8 max-w-4xl border-accent border-l-8 pl-6 text-3xl">{message.text}</p>}
        <Whereabouts state={state} lessons={lessons} />
      </div>
      {state.joining === 'open' && <WayIn code={state.code} />}
    </div>
  );
}

function Whereabouts({ state, lessons }: Omit<SceneProps, 'names'>) {
  const { line } = useRoom();
  const lesson = lessons.find((entry) => entry.lesson === (state.pushed?.place.lesson ?? state.lessons[0]));
  if (lesson === undefined) return null;
  const rows = listRoster(state, new Map([[lesson.lesson, lesson.goals.length]]), line.serverNow()).filter(
    ({ seat }) => seat.status === 'present' && seat.progress[lesson.lesson] !== undefined,
  );
  return (
    <>
      <h2 className="font-serif text-3xl">{lesson.title}</h2>
      <ol className="mt-6 space-y-5 text-2xl">
        {lesson.goals.map((goal) => {
          const met = rows.filter(({ seat }) => seat.progress[lesson.lesson]?.met.includes(goal.id)).length;
          return (
            <li key={goal.id}>
              <span className="flex items-baseline justify-between gap-6">
                <span className="min-w-0 break-words">
                  <Sentence text={goal.text} />
                </span>
                {rows.length > 0 && (
                  <span className="figures shrink-0">
                    {met} of {rows.length}
                  </span>
                )}
              </span>
              <span aria-hidden="true" className="mt-2 block h-4 bg-sunken">
                <span
                  className="block h-full bg-success"
                  style={{ width: `${rows.length === 0 ? 0 : (met / rows.length) * 100}%` }}
                />
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function WayIn({ code }: { readonly code: string }) {
  const [origin, setOrigin] = useState('');
  useEffect(() => setOrigin(window.location.origin), []);
  if (origin === '') return null;
  const address = `${origin}${addresses.join(code)}`;
  return (
    <div className="text-center">
      <QrCode text={address} label={`QR code of ${address}`} className="w-full" />
      <p className="mt-3 break-all text-xl">{address.replace(/^https?:\/\//, '')}</p>
    </div>
  );
}
