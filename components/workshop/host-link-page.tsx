'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { rememberRoom } from '@/lib/storage/rooms';
import { addresses, codeOfAddress } from '@/lib/workshop/addresses';
import { type Attempt, attemptHost, lookAtDoor } from '@/lib/workshop/client/api';
import { roomLimits } from '@/lib/workshop/limits';
import type { HostedRoom } from '@/lib/workshop/protocol';
import type { Refusal } from '@/lib/workshop/refusals';
import { browserStorage } from './browser-storage';
import { describeRefusal, Field, Notice } from './form-parts';

interface Invitation {
  readonly code: string;
  readonly secret: string;
}

function readInvitation(): Invitation | null {
  const code = codeOfAddress(window.location.pathname);
  const secret = window.location.hash.slice(1);
  return code === null || secret === '' ? null : { code, secret };
}

/** Opens a host link: who has it may lead the workshop. */
export function HostLinkPage() {
  const [invitation, setInvitation] = useState<Invitation | null | undefined>(undefined);
  useEffect(() => setInvitation(readInvitation()), []);
  if (invitation === undefined) return <p className="text-muted">Opening…</p>;
  if (invitation === null)
    return <Notice tone="bad">This link is not complete. Ask a host of the workshop for the whole link.</Notice>;
  return <HostForm invitation={invitation} />;
}

function HostForm({ invitation: { code, secret } }: { readonly invitation: Invitation }) {
  const router = useRouter();
  const id = useId();
  const [name, setName] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [working, setWorking] = useState(false);
  const kept = useRef<{ readonly of: string; readonly attempt: Attempt<HostedRoom> } | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const of = name.trim() || 'Host';
    if (kept.current?.of !== of) kept.current = { of, attempt: attemptHost(code, secret, of) };
    setWorking(true);
    const answer = await kept.current.attempt.run();
    const door = answer.ok ? await lookAtDoor(code) : null;
    setWorking(false);
    if (!answer.ok) {
      setRefusal(answer);
      return;
    }
    const known = door?.ok ? { title: door.title, lessons: [...door.lessons] } : { title: code, lessons: [] };
    rememberRoom(browserStorage(), { code, role: 'host', ...known, at: Date.now() });
    router.replace(addresses.room(code));
  };
  return (
    <form onSubmit={submit} className="max-w-sm space-y-5" noValidate>
      <p>
        You are invited to lead the workshop <span className="font-mono tracking-wider">{code}</span>. Hosts see
        everybody’s progress and files.
      </p>
      <Field
        id={id}
        label="Your name"
        placeholder="Host"
        maxLength={roomLimits.name}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        wrong={refusal && describeRefusal(refusal)}
      />
      <Button type="submit" variant="primary" size="large" disabled={working}>
        {working ? 'Opening…' : 'Lead the workshop'}
      </Button>
    </form>
  );
}
