'use client';

import { useEffect, useState } from 'react';
import type { Project } from '@/lib/analyzer/project';
import type { SuspectedSecret } from '@/lib/recordings/secrets';
import type { OwnRecording } from '@/lib/storage/own-recordings';

export type Link =
  | { readonly kind: 'none' }
  | { readonly kind: 'ready'; readonly address: string }
  | { readonly kind: 'refused'; readonly message: string };

interface LinkInput {
  readonly project: Project;
  readonly ruleset: string;
  /** Those that were ticked. */
  readonly recordings: readonly OwnRecording[];
  /** Leave out of them what looks secret. */
  readonly clean: boolean;
}

interface SharedLink {
  readonly link: Link;
  readonly secrets: readonly SuspectedSecret[];
}

const nothing: SharedLink = { link: { kind: 'none' }, secrets: [] };

/** Makes the link while the dialog is open, anew when what goes into it changes. What it takes is loaded then. */
export function useLink(open: boolean, { project, ruleset, recordings, clean }: LinkInput): SharedLink {
  const [shared, setShared] = useState(nothing);
  useEffect(() => {
    if (!open) return setShared(nothing);
    let current = true;
    makeLink({ project, ruleset, recordings, clean }).then(
      (made) => {
        if (current) setShared(made);
      },
      () => {
        const message =
          'The link could not be made: a script of this page did not load. Reload the page and try again.';
        if (current) setShared({ link: { kind: 'refused', message }, secrets: [] });
      },
    );
    return () => {
      current = false;
    };
  }, [open, project, ruleset, recordings, clean]);
  return shared;
}

async function makeLink({ project, ruleset, recordings: owned, clean }: LinkInput): Promise<SharedLink> {
  const { encodeProject } = await import('@/lib/share/encode');
  const { findSecrets, removeSecrets } = await import('@/lib/recordings/secrets');
  const ticked = owned.map(({ recording }) => recording);
  const secrets = ticked.flatMap(findSecrets);
  const recordings = clean ? ticked.map(removeSecrets) : ticked;
  const { dockerfile, files, bulk } = project;
  const result = await encodeProject({
    dockerfile,
    files: files.map((file) => ({ ...file })),
    bulk: bulk.map((entry) => ({ ...entry })),
    ruleset,
    ...(recordings.length === 0 ? {} : { recordings }),
  });
  const page = new URL('/playground', window.location.origin);
  return {
    link: result.ok
      ? { kind: 'ready', address: `${page.href}#${result.fragment}` }
      : { kind: 'refused', message: result.message },
    secrets,
  };
}
