'use client';

import { DropdownMenu } from 'radix-ui';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useRoom } from '../room-context';
import { FilesButton } from './files-dialog';
import type { HostLesson } from './lessons';
import { fieldClasses, Panel } from './panel';
import {
  type Presence,
  passesFilter,
  type RosterFilter,
  type RosterOrder,
  type RosterRow,
  rosterFilters,
  rosterOrders,
  sortRoster,
} from './roster';
import { useRights } from './use-rights';

const filterNames: Readonly<Record<RosterFilter, string>> = {
  all: 'Everybody',
  hands: 'Hands raised',
  stuck: 'Stuck',
  idle: 'Idle',
  away: 'Away',
  gone: 'Left or removed',
};

const orderNames: Readonly<Record<RosterOrder, string>> = {
  name: 'Name',
  progress: 'Least progress',
  score: 'Lowest score',
  quiet: 'Longest quiet',
  hand: 'Hand raised first',
};

const presences: Readonly<Record<Presence, { readonly name: string; readonly look: string }>> = {
  active: { name: 'at work', look: 'bg-success' },
  idle: { name: 'idle', look: 'bg-warning' },
  away: { name: 'away', look: 'border border-line-strong' },
  left: { name: 'left', look: 'border border-line-strong' },
  removed: { name: 'removed', look: 'bg-failure' },
  banned: { name: 'banned', look: 'bg-failure' },
};

/** Rows that are drawn at once; the search narrows a lecture of a thousand. */
const mostRows = 200;

interface RosterProps {
  readonly rows: readonly RosterRow[];
  readonly lessons: readonly HostLesson[];
}

/** Everybody in the room: where they are, how far, whether they need somebody. */
export function Roster({ rows, lessons }: RosterProps) {
  const id = useId();
  const [filter, setFilter] = useState<RosterFilter>('all');
  const [order, setOrder] = useState<RosterOrder>('name');
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = sortRoster(
    rows.filter((row) => passesFilter(row, filter) && row.seat.name.toLowerCase().includes(wanted)),
    order,
  );
  return (
    <Panel
      title="Everybody"
      aside={
        <span role="status" className="figures text-muted text-xs">
          {found.length} of {rows.length}
        </span>
      }
    >
      <search aria-label="The roster" className="flex flex-wrap items-end gap-3">
        <p className="min-w-40 flex-1">
          <label htmlFor={`${id}-search`} className="block text-muted text-xs">
            Name
          </label>
          <input
            id={`${id}-search`}
            type="search"
            className={`${fieldClasses} mt-1 w-full`}
            maxLength={80}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </p>
        <Choice label="Show" options={rosterFilters} names={filterNames} value={filter} onChange={setFilter} />
        <Choice label="Order" options={rosterOrders} names={orderNames} value={order} onChange={setOrder} />
      </search>
      {found.length === 0 ? (
        <p className="mt-4 text-muted">
          {rows.length === 0
            ? 'Nobody has joined yet. “Let people in” shows the code and the picture to scan.'
            : 'Nobody fits.'}
        </p>
      ) : (
        <RosterTable rows={found.slice(0, mostRows)} lessons={lessons} />
      )}
      {found.length > mostRows && (
        <p className="mt-2 text-muted text-xs">And {found.length - mostRows} more: search or filter to see them.</p>
      )}
    </Panel>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Value[];
  readonly names: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, options, names, value, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <p>
      <label htmlFor={id} className="block text-muted text-xs">
        {label}
      </label>
      <select
        id={id}
        className={`${fieldClasses} mt-1`}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option === event.target.value);
          if (chosen) onChange(chosen);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {names[option]}
          </option>
        ))}
      </select>
    </p>
  );
}

function RosterTable({ rows, lessons }: RosterProps) {
  return (
    <div className="relative mt-3 overflow-x-auto">
      <table className="w-full text-left text-sm">
        <caption className="sr-only">People in the room</caption>
        <thead className="text-muted text-xs">
          <tr className="border-b">
            {['Name', 'Lesson', 'Goals', 'Score', 'Last seen'].map((name) => (
              <th key={name} scope="col" className="py-1.5 pr-4 font-normal">
                {name}
              </th>
            ))}
            <th scope="col" className="py-1.5">
              <span className="sr-only">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PersonRow key={row.seat.id} row={row} lessons={lessons} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PersonRow({ row, lessons }: { readonly row: RosterRow; readonly lessons: readonly HostLesson[] }) {
  const { seat, presence, stuck, place, met, score, quietFor } = row;
  const position = lessons.findIndex(({ lesson }) => lesson === place?.lesson);
  const lesson = lessons[position];
  return (
    <tr className="border-b">
      <th scope="row" className="max-w-56 py-1.5 pr-4 font-medium">
        <span className="flex items-center gap-2">
          <span aria-hidden="true" className={`size-2.5 shrink-0 rounded-full ${presences[presence].look}`} />
          <span className="min-w-0 truncate" title={seat.name}>
            {seat.name}
          </span>
          <span className="sr-only">{presences[presence].name}</span>
          {seat.hand && <Mark>hand</Mark>}
          {stuck && <Mark>stuck</Mark>}
        </span>
      </th>
      <td className="max-w-48 truncate py-1.5 pr-4" title={lesson?.title}>
        {lesson ? `${position + 1}. ${lesson.title}` : '–'}
      </td>
      <td className="figures py-1.5 pr-4 whitespace-nowrap">{lesson ? `${met} of ${lesson.goals.length}` : '–'}</td>
      <td className="figures py-1.5 pr-4">{score ?? '–'}</td>
      <td className="figures py-1.5 pr-4 whitespace-nowrap text-muted">{describeQuiet(quietFor)}</td>
      <td className="py-1 text-right whitespace-nowrap">
        <FilesButton seat={seat} lessons={lessons} />
        <SeatMenu row={row} />
      </td>
    </tr>
  );
}

function Mark({ children }: { readonly children: string }) {
  return (
    <span className="shrink-0 rounded-sm border border-warning bg-warning-wash px-1 font-normal text-[0.6875rem] leading-4">
      {children}
    </span>
  );
}

function describeQuiet(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`;
}

const item =
  'flex min-h-9 cursor-default select-none items-center px-3 text-sm outline-none data-[highlighted]:bg-sunken data-[disabled]:opacity-50 pointer-coarse:min-h-11';

function SeatMenu({ row: { seat, presence } }: { readonly row: RosterRow }) {
  const { send, view } = useRoom();
  const { holds } = useRights();
  const busy = (view.state?.spotlight ?? null) !== null || (view.state?.spotlightRequest ?? null) !== null;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button size="small" variant="quiet">
          More<span className="sr-only"> about {seat.name}</span>
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" className="z-50 min-w-56 border border-line-strong bg-surface py-1">
          <DropdownMenu.Item
            className={item}
            disabled={!holds || busy || seat.status !== 'present'}
            onSelect={() => send({ kind: 'request-spotlight', seat: seat.id })}
          >
            Ask to show their work
          </DropdownMenu.Item>
          {seat.hand && (
            <DropdownMenu.Item className={item} onSelect={() => send({ kind: 'answer-hand', seat: seat.id })}>
              Hand answered
            </DropdownMenu.Item>
          )}
          {seat.status === 'present' && (
            <DropdownMenu.Item className={item} onSelect={() => send({ kind: 'remove', seat: seat.id })}>
              Remove: may come back
            </DropdownMenu.Item>
          )}
          {presence === 'banned' ? (
            <DropdownMenu.Item className={item} onSelect={() => send({ kind: 'pardon', seat: seat.id })}>
              Lift the ban
            </DropdownMenu.Item>
          ) : (
            <DropdownMenu.Item className={item} onSelect={() => send({ kind: 'ban', seat: seat.id })}>
              Ban: may not come back
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
