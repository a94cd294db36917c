import { Sentence } from '@/components/ui/sentence';
import { TextLink } from '@/components/ui/text-link';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import type { RuleHelp } from '@/lib/recordings/diagnose';
import type { Recording } from '@/lib/recordings/schema';
import type { DiagnosedBuild } from './use-diagnosis';

const shownAtOnce = 6;

interface RuleHelpListProps {
  readonly recording: Recording;
  readonly build: DiagnosedBuild;
}

/** The rules that would have helped this build, each at its step, and what the advice rests on. */
export function RuleHelpList({ recording, build }: RuleHelpListProps) {
  const { diagnosis, plan, state } = build;
  if (state === 'failed') {
    return (
      <p className="text-sm text-warning">
        The analyzer could not be loaded, so no rules are named here. What was read stays. Reload the page to try again.
      </p>
    );
  }
  if (diagnosis === null || (state === 'working' && plan !== null)) {
    return <p className="text-muted text-sm">Looking for rules that would have helped…</p>;
  }
  if (plan === null) {
    return <p className="text-muted text-sm">Without the build’s instructions there is nothing to judge.</p>;
  }
  const { rules } = diagnosis;
  return (
    <>
      <p className="max-w-[66ch] text-muted text-sm">{describeBasis(plan.of, plan.configuration)}</p>
      {rules.length === 0 ? (
        <p className="mt-2 text-sm">No rule finds size or time to save in these steps.</p>
      ) : (
        <ol className="mt-2 border-t text-sm">
          {rules.slice(0, shownAtOnce).map((help) => (
            <HelpItem key={`${help.finding.rule} ${help.finding.range.start}`} help={help} recording={recording} />
          ))}
        </ol>
      )}
      {rules.length > shownAtOnce && (
        <details className="text-sm">
          <summary className="min-h-6 py-1 text-muted text-xs hover:text-ink">
            {rules.length - shownAtOnce} more that would save less
          </summary>
          <ol>
            {rules.slice(shownAtOnce).map((help) => (
              <HelpItem key={`${help.finding.rule} ${help.finding.range.start}`} help={help} recording={recording} />
            ))}
          </ol>
        </details>
      )}
      {plan.of === 'reconstructed' && (
        <details className="mt-2 text-sm">
          <summary className="min-h-6 py-1 text-muted text-xs hover:text-ink">The reconstructed Dockerfile</summary>
          <pre className="mt-1 overflow-x-auto whitespace-pre-wrap border bg-surface px-3 py-2 font-mono text-xs leading-5 [overflow-wrap:anywhere]">
            {plan.project.files[0]?.text}
          </pre>
        </details>
      )}
    </>
  );
}

function describeBasis(of: 'project' | 'reconstructed', configuration: boolean): string {
  if (of === 'project') return 'Judged by the Dockerfile under edit: it has the steps of this build.';
  const left = configuration
    ? ''
    : ' A log does not show ENV, USER, CMD or the ignore file, so rules about those are left out.';
  return `Judged by a Dockerfile reconstructed from the names of the steps, with empty files in place of those that it copies.${left}`;
}

function HelpItem({ help, recording }: { readonly help: RuleHelp; readonly recording: Recording }) {
  const { finding, step, explainsFailure } = help;
  return (
    <li className="border-b py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <TextLink href={`/rules/${finding.rule}`} prefetch={false} className="inline-block min-h-6 font-semibold">
          {finding.title}
        </TextLink>
        <span className="figures text-xs">{describeCost(help)}</span>
      </p>
      {explainsFailure && <p className="mt-0.5 font-semibold text-failure text-xs">This is where the build failed.</p>}
      <p className="mt-0.5 text-muted text-xs">
        At <code className="font-mono [overflow-wrap:anywhere]">{recording.steps[step]?.name}</code>
      </p>
      <p className="mt-1 max-w-[66ch]">
        <Sentence text={finding.remedy} />
        {describeSaving(finding.saves)}
      </p>
    </li>
  );
}

/** `the step took 75 s, 452 MB`, as recorded. */
function describeCost({ seconds, bytes }: RuleHelp): string {
  const told = [seconds === null ? null : formatSeconds(seconds), bytes === null ? null : formatBytes(bytes)];
  const text = told.filter((figure) => figure !== null).join(', ');
  return text === '' ? '' : `the step took ${text}, recorded`;
}

function describeSaving({ bytes, seconds }: RuleHelp['finding']['saves']): string {
  const told = [
    (bytes?.likely ?? 0) > 0 ? formatBytes(bytes?.likely ?? 0) : null,
    (seconds?.likely ?? 0) > 0 ? formatSeconds(seconds?.likely ?? 0) : null,
  ].filter((figure) => figure !== null);
  return told.length === 0 ? '' : ` Saves about ${told.join(' and ')}, predicted.`;
}
