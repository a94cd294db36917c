'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import { rememberRoom } from '@/lib/storage/rooms';
import { addresses, codeOfAddress } from '@/lib/workshop/addresses';
import { type Attempt, attemptJoin, attemptMove, lookAtDoor } from '@/lib/workshop/client/api';
import { parseRoomCode } from '@/lib/workshop/code';
import { roomLimits } from '@/lib/workshop/limits';
import type { Answer, JoinedRoom, RoomDoor } from '@/lib/workshop/protocol';
import type { Refusal } from '@/lib/workshop/refusals';
import { browserStorage } from './browser-storage';
import { describeRefusal, Field, Notice } from './form-parts';

/** Joining: by the code in the address, or one that is typed. */
export function JoinPage() {
  const [code, setCode] = useState<string | null | undefined>(undefined);
  useEffect(() => setCode(codeOfAddress(window.location.pathname)), []);
  if (code === undefined) return <p className="text-muted">Opening…</p>;
  return code === null ? (
    <CodeForm onCode={setCode} />
  ) : (
    <Door
      code={code}
      onOther={() => {
        window.history.pushState(null, '', '/join');
        setCode(null);
      }}
    />
  );
}

function CodeForm({ onCode }: { readonly onCode: (code: string) => void }) {
  const id = useId();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = parseRoomCode(text);
    if (code === null) {
      setWrong('A code has six characters, letters and digits. The host’s screen shows it.');
      return;
    }
    window.history.pushState(null, '', addresses.join(code));
    onCode(code);
  };
  return (
    <form onSubmit={submit} className="max-w-sm space-y-5" noValidate>
      <Field
        id={id}
        label="Code of the workshop"
        className="h-14 text-center font-mono text-2xl uppercase tracking-[0.3em]"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
        value={text}
        onChange={(event) => setText(event.target.value)}
        wrong={wrong}
      />
      <Button type="submit" variant="primary" size="large" className="w-full">
        Go on
      </Button>
    </form>
  );
}

function Door({ code, onOther }: { readonly code: string; readonly onOther: () => void }) {
  const [door, setDoor] = useState<Answer<RoomDoor> | null>(null);
  const look = useCallback(async () => {
    setDoor(null);
    setDoor(await lookAtDoor(code));
  }, [code]);
  useEffect(() => {
    look();
  }, [look]);
  if (door === null) {
    return (
      <p role="status" className="text-muted">
        Looking for the workshop {code}…
      </p>
    );
  }
  if (!door.ok) {
    return (
      <div className="max-w-md space-y-5">
        <Notice tone="bad">{describeRefusal(door)}</Notice>
        <div className="flex flex-wrap gap-3">
          <Button onClick={look}>Try again</Button>
          <Button variant="quiet" onClick={onOther}>
            Enter another code
          </Button>
        </div>
      </div>
    );
  }
  return <OpenDoor door={door} />;
}

function OpenDoor({ door }: { readonly door: RoomDoor }) {
  const enter = useEnter(door);
  if (door.ended)
    return <Notice tone="bad">This workshop has ended. The lessons are open to everybody all the same.</Notice>;
  if (door.seat) {
    return (
      <div className="max-w-md space-y-5">
        <DoorTitle door={door} />
        <p>
          You have a place here: <strong className="font-semibold">{door.seat.name}</strong>.
        </p>
        <Button variant="primary" size="large" onClick={enter}>
          Go on with the workshop
        </Button>
      </div>
    );
  }
  return (
    <div className="max-w-md">
      <DoorTitle door={door} />
      {door.host && (
        <p className="mt-4">
          <ButtonLink prefetch={false} href={addresses.room(door.code)}>
            Open the host’s page
          </ButtonLink>
        </p>
      )}
      {door.joining === 'closed' ? (
        <div className="mt-5">
          <Notice>The host has closed joining. Ask to have it opened, or bring a place from another device.</Notice>
        </div>
      ) : (
        <NameForm door={door} onJoined={enter} />
      )}
      <MoveForm door={door} onJoined={enter} />
    </div>
  );
}

function DoorTitle({ door }: { readonly door: RoomDoor }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone: who listens goes on here.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <div>
      <p className="font-mono text-muted tracking-wider">{door.code}</p>
      <h2 ref={heading} tabIndex={-1} className="mt-1 font-semibold font-serif text-2xl outline-none">
        {door.title}
      </h2>
      <p className="mt-1 text-muted text-sm">
        {door.lessons.length === 1 ? 'One lesson' : `${door.lessons.length} lessons`}
      </p>
    </div>
  );
}

/** Keeps the room in this browser and opens its first lesson. */
function useEnter(door: RoomDoor): () => void {
  const router = useRouter();
  return () => {
    const { code, title, lessons } = door;
    rememberRoom(browserStorage(), { code, role: 'seat', title, lessons: [...lessons], at: Date.now() });
    router.push(`/lessons/${lessons[0]}`);
  };
}

/** Runs an attempt; running it again after an answer that never came does not take a second place. */
function useAttempt(onJoined: () => void) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [working, setWorking] = useState(false);
  const kept = useRef<{ readonly of: string; readonly attempt: Attempt<JoinedRoom> } | null>(null);
  const run = async (of: string, make: () => Attempt<JoinedRoom>) => {
    if (kept.current?.of !== of) kept.current = { of, attempt: make() };
    setWorking(true);
    setRefusal(null);
    const answer = await kept.current.attempt.run();
    setWorking(false);
    if (answer.ok) onJoined();
    else setRefusal(answer);
  };
  return { refusal, working, run };
}

interface DoorFormProps {
  readonly door: RoomDoor;
  readonly onJoined: () => void;
}

function NameForm({ door, onJoined }: DoorFormProps) {
  const id = useId();
  const [name, setName] = useState('');
  const { refusal, working, run } = useAttempt(onJoined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(`join ${name}`, () => attemptJoin(door.code, door.ownNames ? name : null));
  };
  const suggestion = refusal?.suggestion ?? door.suggestion;
  return (
    <form onSubmit={submit} className="mt-6 space-y-4" noValidate>
      {door.ownNames ? (
        <Field
          id={id}
          label="Your name in the workshop"
          maxLength={roomLimits.name * 2}
          autoComplete="nickname"
          value={name}
          onChange={(event) => setName(event.target.value)}
          wrong={refusal && describeRefusal(refusal)}
          hint={
            <button
              type="button"
              className="min-h-6 text-accent underline underline-offset-2"
              onClick={() => setName(suggestion)}
            >
              Take “{suggestion}”
            </button>
          }
        />
      ) : (
        <p>In this workshop the server makes the names. Yours is shown once you have joined.</p>
      )}
      {!door.ownNames && refusal && <Notice tone="bad">{describeRefusal(refusal)}</Notice>}
      <p className="text-muted text-sm">
        The hosts see your name, how far you are and the files of these lessons. Other people see nothing of you unless
        you agree to it.
      </p>
      <Button type="submit" variant="primary" size="large" className="w-full" disabled={working}>
        {working ? 'Joining…' : 'Join'}
      </Button>
    </form>
  );
}

function MoveForm({ door, onJoined }: DoorFormProps) {
  const id = useId();
  const [moveCode, setMoveCode] = useState('');
  const { refusal, working, run } = useAttempt(onJoined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(`move ${moveCode}`, () => attemptMove(door.code, moveCode.trim()));
  };
  return (
    <details className="mt-8 border-t pt-4">
      <summary className="min-h-6 py-1 text-sm">I am in this workshop on another device</summary>
      <form onSubmit={submit} className="mt-4 space-y-4" noValidate>
        <Field
          id={id}
          label="Code from the other device"
          className="font-mono uppercase tracking-wider"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          value={moveCode}
          onChange={(event) => setMoveCode(event.target.value)}
          wrong={refusal && describeRefusal(refusal)}
          hint="There, open the workshop’s bar and choose “Move to another device”."
        />
        <Button type="submit" disabled={working}>
          Move my place here
        </Button>
      </form>
    </details>
  );
}

/** The way to the lessons for those who have no code. */
export function WithoutCode() {
  return (
    <p className="mt-10 max-w-md text-muted text-sm">
      No code? The <TextLink href="/lessons">lessons</TextLink> are open to everybody, without a workshop.
    </p>
  );
}
