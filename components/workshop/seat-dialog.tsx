'use client';

import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextLink } from '@/components/ui/text-link';
import type { RememberedRoom } from '@/lib/storage/rooms';
import type { Message, Seat } from '@/lib/workshop/state';
import { ConnectionMark } from './connection-mark';
import { Field } from './form-parts';
import { useRoom } from './room-context';

interface SeatDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly seat: Seat | null;
  readonly room: RememberedRoom;
  readonly lessonTitles: Readonly<Record<string, string>>;
  /** Following the host, for phones, whose bar has no room for it. */
  readonly children: ReactNode;
}

/** Everything about one's own place: lessons, messages, name, another device, leaving. */
export function SeatDialog({ open, onOpenChange, seat, room, lessonTitles, children }: SeatDialogProps) {
  const { view } = useRoom();
  const { state } = view;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={state?.title ?? room.title}
      description="Hosts see your name, how far you are and your files of these lessons. Others see nothing of you unless you agree."
    >
      <div className="space-y-6 text-sm">
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span className="font-mono font-semibold tracking-wider">{room.code}</span>
          <ConnectionMark />
        </p>
        <div className="flex flex-wrap items-center gap-x-5 md:hidden">{children}</div>
        <section aria-labelledby="room-lessons">
          <h3 id="room-lessons" className="font-semibold">
            Lessons
          </h3>
          <ul className="mt-1 border-t">
            {(state?.lessons ?? room.lessons).map((lesson) => (
              <li key={lesson} className="border-b py-2">
                <TextLink href={`/lessons/${lesson}`}>{lessonTitles[lesson] ?? lesson}</TextLink>
                {state?.locked.includes(lesson) && <span className="ml-2 text-muted">locked for now</span>}
              </li>
            ))}
          </ul>
        </section>
        <Messages messages={state?.messages ?? []} />
        {seat && <Rename seat={seat} />}
        {seat && <OtherDevice seat={seat} />}
        <Leave onDone={() => onOpenChange(false)} />
      </div>
    </Dialog>
  );
}

function Messages({ messages }: { readonly messages: readonly Message[] }) {
  if (messages.length === 0) return null;
  return (
    <section aria-labelledby="room-messages">
      <h3 id="room-messages" className="font-semibold">
        Messages of the host
      </h3>
      <ol className="mt-1 max-h-48 overflow-y-auto border-t">
        {messages.toReversed().map((message) => (
          <li key={message.id} className="break-words border-b py-2">
            <time className="figures mr-3 text-muted" dateTime={new Date(message.sentAt).toISOString()}>
              {new Date(message.sentAt).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hour12: false })}
            </time>
            {message.text}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Rename({ seat }: { readonly seat: Seat }) {
  const { send, view } = useRoom();
  const id = useId();
  const [name, setName] = useState(seat.name);
  if (view.state?.options.ownNames === false) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send({ kind: 'rename', name });
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <div className="min-w-48 flex-1">
        <Field
          id={id}
          label="Your name"
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <Button type="submit" disabled={name.trim() === '' || name === seat.name}>
        Rename
      </Button>
    </form>
  );
}

function OtherDevice({ seat }: { readonly seat: Seat }) {
  const { line, code } = useRoom();
  const [moveCode, setMoveCode] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const make = async () => {
    const answer = await line.send({ kind: 'make-move-code' });
    setMoveCode(answer.ok ? (answer.moveCode ?? null) : null);
    setProblem(answer.ok ? null : answer.message);
  };
  const valid = moveCode !== null && seat.moveCodeUntil !== null;
  return (
    <section aria-labelledby="other-device">
      <h3 id="other-device" className="font-semibold">
        Move to another device
      </h3>
      {valid ? (
        <p className="mt-1">
          On the other device, join <span className="font-mono tracking-wider">{code}</span> and enter{' '}
          <strong className="font-mono font-semibold text-lg tracking-wider">{moveCode}</strong> under “I am in this
          workshop on another device”. It works once, within five minutes.
        </p>
      ) : (
        <p className="mt-1 text-ink-soft">
          Your place, name and progress move; the files come from this browser’s last save.
        </p>
      )}
      {problem && (
        <p role="alert" className="mt-1 text-failure">
          {problem}
        </p>
      )}
      <Button size="small" className="mt-2" onClick={make}>
        {valid ? 'Make another code' : 'Show a code'}
      </Button>
    </section>
  );
}

function Leave({ onDone }: { readonly onDone: () => void }) {
  const { send } = useRoom();
  const [sure, setSure] = useState(false);
  return (
    <p className="border-t pt-4">
      {sure ? (
        <span className="flex flex-wrap items-center gap-3">
          Leave the workshop? You can come back with the code.
          <Button
            size="small"
            onClick={() => {
              send({ kind: 'leave' });
              onDone();
            }}
          >
            Leave
          </Button>
          <Button size="small" variant="quiet" onClick={() => setSure(false)}>
            Stay
          </Button>
        </span>
      ) : (
        <Button size="small" variant="quiet" onClick={() => setSure(true)}>
          Leave the workshop
        </Button>
      )}
    </p>
  );
}
