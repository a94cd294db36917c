import type { ByteKind } from '@/lib/analyzer/build/types';
import type { Cause } from '@/lib/recordings/instruction-text';

interface CauseWords {
  /** `OS packages` */
  readonly name: string;
  /** The kind whose colour it has; `null` for what leaves no bytes of a kind. */
  readonly kind: ByteKind | null;
}

/** How what a step does is called on the page, and the colour that it has there. */
export const causeWords: Readonly<Record<Cause, CauseWords>> = {
  lookup: { name: 'Looking images up', kind: null },
  context: { name: 'Sending the context', kind: null },
  base: { name: 'Base image', kind: 'base' },
  'os-packages': { name: 'OS packages', kind: 'os-packages' },
  'python-packages': { name: 'Python packages', kind: 'python-packages' },
  commands: { name: 'Other commands', kind: 'python' },
  files: { name: 'Copied files', kind: 'code' },
  export: { name: 'Export', kind: null },
};
