'use client';

import { useEffect, useState } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { listRooms, rememberRoom } from '@/lib/storage/rooms';
import { addresses } from '@/lib/workshop/addresses';
import type { RoomState } from '@/lib/workshop/state';
import { browserStorage } from '../browser-storage';
import { ConnectionMark, ConnectionNotice } from '../connection-mark';
import { Countdown } from '../countdown';
import { QrCode } from '../qr-code';
import { RefusalNotice } from '../refusal-notice';
import { useRoom } from '../room-context';
import { useRights } from './use-rights';

/** Title, code, the way in for others, and who holds the controls. */
export function HostHead({ state }: { readonly state: RoomState }) {
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <header className="border-b bg-surface px-4 py-4 sm:px-6">
        <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
          <div className="min-w-0 flex-1 basis-64">
            <h1 className="truncate font-semibold font-serif text-2xl">{state.title}</h1>
            <div className="mt-1 flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
              <ConnectionMark />
              <ControlsState state={state} />
            </div>
          </div>
          <Countdown timer={state.timer} large />
          <div className="text-right">
            <p className="text-muted text-xs">Code</p>
            <p className="font-mono font-semibold text-3xl tracking-[0.15em]">{state.code}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" onClick={() => setInviting(true)}>
              Let people in
            </Button>
            <ButtonLink prefetch={false} href={addresses.projector(state.code)} target="_blank">
              Projector
            </ButtonLink>
            {state.lessons[0] && (
              <ButtonLink prefetch={false} href={`/lessons/${state.pushed?.place.lesson ?? state.lessons[0]}`}>
                To the lesson
              </ButtonLink>
            )}
          </div>
        </div>
      </header>
      <ConnectionNotice />
      <RefusalNotice />
      <InviteDialog state={state} open={inviting} onOpenChange={setInviting} />
    </>
  );
}

function ControlsState({ state }: { readonly state: RoomState }) {
  const { send } = useRoom();
  const { holds, holder, self } = useRights();
  const others = Object.values(state.hosts).filter((host) => host.id !== self);
  if (!holds) {
    return (
      <span className="flex items-center gap-3">
        {holder?.name ?? 'Another host'} holds the controls
        <Button size="small" onClick={() => send({ kind: 'take-over' })}>
          Take over
        </Button>
      </span>
    );
  }
  if (others.length === 0) return null;
  return (
    <label className="flex items-center gap-2">
      You hold the controls
      <select
        className="min-h-8 rounded-sm border border-line-strong bg-surface px-2 text-xs"
        value=""
        onChange={(event) => send({ kind: 'hand-over', host: event.target.value })}
      >
        <option value="">Hand them to…</option>
        {others.map((host) => (
          <option key={host.id} value={host.id}>
            {host.name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface InviteDialogProps {
  readonly state: RoomState;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

function InviteDialog({ state, open, onOpenChange }: InviteDialogProps) {
  const origin = useOrigin();
  const joinAddress = `${origin}${addresses.join(state.code)}`;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Let people in"
      description="They open the address or scan the picture, and take a name. Their place survives a reload, a sleeping phone and a new tab."
    >
      <div className="space-y-5 text-sm">
        <div className="flex flex-wrap items-center gap-6">
          {origin && <QrCode text={joinAddress} label={`QR code of ${joinAddress}`} className="w-44" />}
          <div className="min-w-0 flex-1">
            <p className="font-mono font-semibold text-4xl tracking-[0.15em]">{state.code}</p>
            <p className="mt-2 break-all">{joinAddress}</p>
            <p className="mt-2">
              <CopyButton text={joinAddress} label="Copy the address" variant="secondary" />
            </p>
          </div>
        </div>
        <HostLinks state={state} origin={origin} />
      </div>
    </Dialog>
  );
}

function useOrigin(): string {
  const [origin, setOrigin] = useState('');
  useEffect(() => setOrigin(window.location.origin), []);
  return origin;
}

/** The own host link, to come back from elsewhere, and links for further hosts, each of which works once. */
function HostLinks({ state, origin }: { readonly state: RoomState; readonly origin: string }) {
  const { line } = useRoom();
  const { holds } = useRights();
  const [own, setOwn] = useState<string | null>(null);
  const [invite, setInvite] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const known = listRooms(browserStorage()).find((room) => room.code === state.code && room.role === 'host');
    if (known) rememberRoom(browserStorage(), { ...known, title: state.title, lessons: [...state.lessons] });
    setOwn(known?.hostLink ?? null);
  }, [state.code, state.title, state.lessons]);
  const make = async () => {
    const answer = await line.send({ kind: 'invite-host' });
    setInvite(answer.ok ? (answer.invite ?? null) : null);
    setProblem(answer.ok ? null : answer.message);
  };
  return (
    <div className="space-y-4 border-t pt-4">
      {own && (
        <p className="flex flex-wrap items-center justify-between gap-3">
          <span className="min-w-0 flex-1 basis-56">
            Your host link brings you back from another browser. Keep it to yourself: who has it leads the workshop.
          </span>
          <CopyButton
            text={`${origin}${addresses.hostLink(state.code, own)}`}
            label="Copy the host link"
            variant="secondary"
          />
        </p>
      )}
      <p className="flex flex-wrap items-center justify-between gap-3">
        <span className="min-w-0 flex-1 basis-56">A link for another host works once, within a day.</span>
        {invite ? (
          <CopyButton
            text={`${origin}${addresses.hostLink(state.code, invite)}`}
            label="Copy the link"
            variant="secondary"
          />
        ) : (
          <Button size="small" disabled={!holds} onClick={make}>
            Invite another host
          </Button>
        )}
      </p>
      {problem && (
        <p role="alert" className="text-failure">
          {problem}
        </p>
      )}
    </div>
  );
}
