'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { rememberRoom } from '@/lib/storage/rooms';
import { addresses } from '@/lib/workshop/addresses';
import { attemptCreate } from '@/lib/workshop/client/api';
import { roomLimits } from '@/lib/workshop/limits';
import type { CreateRoomRequest } from '@/lib/workshop/protocol';
import type { Refusal } from '@/lib/workshop/refusals';
import { browserStorage } from './browser-storage';
import { describeRefusal, Field } from './form-parts';

export interface LessonChoice {
  /** `track/name`. */
  readonly lesson: string;
  readonly title: string;
  readonly minutes: number;
}

export interface TrackChoice {
  readonly track: string;
  readonly title: string;
  readonly lessons: readonly LessonChoice[];
}

/** Makes a room: which lessons, what it is called, who leads it. */
export function StartForm({ tracks }: { readonly tracks: readonly TrackChoice[] }) {
  const router = useRouter();
  const id = useId();
  const all = tracks.flatMap((track) => track.lessons);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(tracks[0]?.lessons.map(({ lesson }) => lesson)),
  );
  const [title, setTitle] = useState('');
  const [name, setName] = useState('');
  const [seats, setSeats] = useState('100');
  const [ownNames, setOwnNames] = useState(true);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  // Asking again after an answer that never came makes the same room, not another one.
  const attempt = useRef<{ readonly of: string; readonly made: ReturnType<typeof attemptCreate> } | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRefusal(null);
    const lessons = all.map(({ lesson }) => lesson).filter((lesson) => chosen.has(lesson));
    setMissing(lessons.length === 0 ? 'Choose one lesson at least.' : null);
    if (lessons.length === 0) return;
    const request: Omit<CreateRoomRequest, 'secret'> = {
      title: title.trim() || 'Docker images for Python',
      name: name.trim() || 'Host',
      lessons,
      options: { seats: Math.min(roomLimits.seats, Math.max(1, Math.round(Number(seats)) || 100)), ownNames },
    };
    const of = JSON.stringify(request);
    if (attempt.current?.of !== of) attempt.current = { of, made: attemptCreate(request) };
    const { run, secret } = attempt.current.made;
    setWorking(true);
    const answer = await run();
    setWorking(false);
    if (!answer.ok) {
      setRefusal(answer);
      return;
    }
    rememberRoom(browserStorage(), {
      code: answer.code,
      role: 'host',
      title: request.title,
      lessons,
      hostLink: secret,
      at: Date.now(),
    });
    router.push(addresses.room(answer.code));
  };

  return (
    <form onSubmit={submit} className="max-w-xl space-y-7" noValidate>
      <Field
        id={`${id}-title`}
        label="Title"
        placeholder="Docker images for Python"
        maxLength={roomLimits.title}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        hint="People see it when they join."
      />
      <Field
        id={`${id}-name`}
        label="Your name"
        placeholder="Host"
        maxLength={roomLimits.name}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        wrong={refusal?.code.startsWith('name-') ? refusal.message : null}
      />
      <LessonChoices tracks={tracks} chosen={chosen} onChange={setChosen} missing={missing} />
      <details>
        <summary className="min-h-6 py-1 font-medium text-sm">Options</summary>
        <div className="mt-4 space-y-5">
          <Field
            id={`${id}-seats`}
            label="Most people"
            inputMode="numeric"
            className="max-w-32"
            maxLength={4}
            value={seats}
            onChange={(event) => setSeats(event.target.value)}
            hint={`Up to ${roomLimits.seats.toLocaleString('en')}.`}
          />
          <label className="flex min-h-11 items-center gap-3 text-sm">
            <input
              type="checkbox"
              className="size-5 accent-(--accent)"
              checked={!ownNames}
              onChange={(event) => setOwnNames(!event.target.checked)}
            />
            The server makes everybody’s name
          </label>
        </div>
      </details>
      {refusal && !refusal.code.startsWith('name-') && (
        <p role="alert" className="text-failure text-sm">
          {describeRefusal(refusal)}
        </p>
      )}
      <Button type="submit" variant="primary" size="large" disabled={working}>
        {working ? 'Making the room…' : 'Start the workshop'}
      </Button>
    </form>
  );
}

interface LessonChoicesProps {
  readonly tracks: readonly TrackChoice[];
  readonly chosen: ReadonlySet<string>;
  readonly missing: string | null;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

function LessonChoices({ tracks, chosen, missing, onChange }: LessonChoicesProps) {
  const toggle = (lessons: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const lesson of lessons) {
      if (on) next.add(lesson);
      else next.delete(lesson);
    }
    onChange(next);
  };
  return (
    <div className="space-y-5">
      {tracks.map(({ track, title, lessons }) => {
        const names = lessons.map(({ lesson }) => lesson);
        const every = names.every((lesson) => chosen.has(lesson));
        const minutes = lessons
          .filter(({ lesson }) => chosen.has(lesson))
          .reduce((sum, entry) => sum + entry.minutes, 0);
        return (
          <fieldset key={track}>
            <legend className="flex w-full items-baseline justify-between gap-4 font-medium text-sm">
              {title} <span className="figures font-normal text-muted">about {minutes} minutes</span>
            </legend>
            <div className="mt-1.5 border-t">
              {lessons.length > 1 && (
                <Choice label="The whole track" checked={every} onChange={(on) => toggle(names, on)} strong />
              )}
              {lessons.map(({ lesson, title: name }) => (
                <Choice
                  key={lesson}
                  label={name}
                  checked={chosen.has(lesson)}
                  onChange={(on) => toggle([lesson], on)}
                />
              ))}
            </div>
          </fieldset>
        );
      })}
      {missing && (
        <p role="alert" className="text-failure text-sm">
          {missing}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly checked: boolean;
  readonly strong?: boolean;
  readonly onChange: (on: boolean) => void;
}

function Choice({ label, checked, strong = false, onChange }: ChoiceProps) {
  return (
    <label className={`flex min-h-11 items-center gap-3 border-b text-sm ${strong ? 'font-medium' : 'pl-8'}`}>
      <input
        type="checkbox"
        className="size-5 accent-(--accent)"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}
