import type { Severity } from '@/lib/analyzer/rules/types';
import { severityNames } from './words';

const looks: Readonly<Record<Severity, { readonly colour: string; readonly shape: string }>> = {
  error: { colour: 'text-failure', shape: 'M2 2h8v8H2z' },
  warning: { colour: 'text-warning', shape: 'M6 1.5 11 10.5H1z' },
  info: { colour: 'text-muted', shape: 'M6 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8z' },
};

/** A severity as word and shape, so that it reads without colour. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const { colour, shape } = looks[severity];
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap text-xs ${colour}`}>
      <svg viewBox="0 0 12 12" width="10" height="10" fill="currentColor" aria-hidden="true">
        <path d={shape} />
      </svg>
      {severityNames[severity]}
    </span>
  );
}
