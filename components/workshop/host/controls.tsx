'use client';

import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { roomLimits } from '@/lib/workshop/limits';
import type { RoomState } from '@/lib/workshop/state';
import { type Place, placeKey } from '@/lib/workshop/values';
import { useRoom } from '../room-context';
import type { HostLesson } from './lessons';
import { fieldClasses, Panel } from './panel';
import { useRights } from './use-rights';

interface ControlsProps {
  readonly state: RoomState;
  readonly lessons: readonly HostLesson[];
}

/** Where everybody goes, what is open, how long it lasts, what is said. */
export function Controls({ state, lessons }: ControlsProps) {
  return (
    <>
      <PlacePanel state={state} lessons={lessons} />
      <TimerPanel state={state} />
      <MessagePanel state={state} />
    </>
  );
}

function PlacePanel({ state, lessons }: ControlsProps) {
  const { send } = useRoom();
  const { holds } = useRights();
  const id = useId();
  const [chosen, choose] = useState(state.pushed ? placeKey(state.pushed.place) : (state.lessons[0] ?? ''));
  const place = readPlace(chosen);
  const locked = state.locked.includes(chosen);
  return (
    <Panel title="Place">
      <label htmlFor={id} className="block text-muted text-xs">
        Lesson or goal
      </label>
      <select
        id={id}
        className={`${fieldClasses} mt-1 w-full`}
        value={chosen}
        onChange={(event) => choose(event.target.value)}
      >
        {lessons.map(({ lesson, title, goals }) => (
          <optgroup key={lesson} label={title}>
            <option value={lesson}>
              {title}
              {state.locked.includes(lesson) ? ' (locked)' : ''}
            </option>
            {goals.map((goal) => (
              <option key={goal.id} value={placeKey({ lesson, step: goal.id })}>
                {goal.text.replaceAll('`', '')}
                {state.locked.includes(placeKey({ lesson, step: goal.id })) ? ' (locked)' : ''}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="small" disabled={!holds} onClick={() => send({ kind: 'push', place })}>
          Bring everybody there
        </Button>
        <Button
          size="small"
          disabled={!holds}
          onClick={() => send({ kind: locked ? 'unlock' : 'lock', places: [place] })}
        >
          {locked ? 'Unlock it' : 'Lock it'}
        </Button>
      </div>
      {state.pushed && (
        <p className="mt-2 text-muted text-xs">Everybody was brought to {nameOfPlace(state.pushed.place, lessons)}.</p>
      )}
    </Panel>
  );
}

function readPlace(key: string): Place {
  const [lesson = '', step] = key.split('#');
  return { lesson, step: step ?? null };
}

function nameOfPlace({ lesson, step }: Place, lessons: readonly HostLesson[]): string {
  const found = lessons.find((entry) => entry.lesson === lesson);
  const goal = found?.goals.find((entry) => entry.id === step);
  const title = found?.title ?? lesson;
  return goal === undefined ? title : `“${goal.text.replaceAll('`', '')}” in ${title}`;
}

const minute = 60;

function TimerPanel({ state }: { readonly state: RoomState }) {
  const { send } = useRoom();
  const { holds } = useRights();
  const id = useId();
  const [minutes, setMinutes] = useState('10');
  const [label, setLabel] = useState('');
  const running = state.timer !== null;
  const start = (event: FormEvent) => {
    event.preventDefault();
    const seconds = Math.round(Number(minutes.replace(',', '.')) * minute);
    if (!(seconds >= 5)) return;
    send({ kind: 'start-timer', label: label.trim(), seconds: Math.min(seconds, roomLimits.minutesOfTimer * minute) });
  };
  return (
    <Panel title="Timer">
      {running ? (
        <div className="flex flex-wrap gap-2">
          <Button size="small" disabled={!holds} onClick={() => send({ kind: 'extend-timer', seconds: minute })}>
            One minute more
          </Button>
          <Button size="small" disabled={!holds} onClick={() => send({ kind: 'extend-timer', seconds: 5 * minute })}>
            Five minutes more
          </Button>
          <Button size="small" variant="quiet" disabled={!holds} onClick={() => send({ kind: 'cancel-timer' })}>
            Cancel
          </Button>
        </div>
      ) : (
        <form onSubmit={start} className="flex flex-wrap items-end gap-2">
          <div>
            <label htmlFor={`${id}-minutes`} className="block text-muted text-xs">
              Minutes
            </label>
            <input
              id={`${id}-minutes`}
              className={`${fieldClasses} figures mt-1 w-20`}
              inputMode="decimal"
              maxLength={5}
              value={minutes}
              onChange={(event) => setMinutes(event.target.value)}
            />
          </div>
          <div className="min-w-0 flex-1">
            <label htmlFor={`${id}-label`} className="block text-muted text-xs">
              For what
            </label>
            <input
              id={`${id}-label`}
              className={`${fieldClasses} mt-1 w-full`}
              maxLength={roomLimits.note}
              placeholder="Your turn"
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
          </div>
          <Button size="small" type="submit" disabled={!holds} className="h-9">
            Start
          </Button>
        </form>
      )}
    </Panel>
  );
}

function MessagePanel({ state }: { readonly state: RoomState }) {
  const { send } = useRoom();
  const { holds } = useRights();
  const id = useId();
  const [text, setText] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const said = text.trim();
    if (said === '') return;
    if (await send({ kind: 'send-message', text: said })) setText('');
  };
  const last = state.messages.at(-1);
  return (
    <Panel title="Message to all">
      <form onSubmit={submit}>
        <label htmlFor={id} className="sr-only">
          Text
        </label>
        <textarea
          id={id}
          rows={2}
          className={`${fieldClasses} w-full py-1.5`}
          maxLength={roomLimits.message}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button size="small" type="submit" className="mt-1" disabled={!holds || text.trim() === ''}>
          Send
        </Button>
      </form>
      {last && <p className="mt-2 break-words text-muted text-xs">Last: {last.text}</p>}
    </Panel>
  );
}
