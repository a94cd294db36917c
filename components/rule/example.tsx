import type { ReactNode } from 'react';
import { WholeWords } from '@/components/ui/whole-words';
import type { Catalog } from '@/lib/analyzer/catalog/types';
import { applyFix } from '@/lib/analyzer/fixes/apply';
import { type Project, readProjectFile } from '@/lib/analyzer/project';
import type { BareFinding, Rule, RuleExample } from '@/lib/analyzer/rules/types';
import { buildExample, exampleProject } from '@/lib/analyzer/rules-support/example-project';
import { checkRules } from '@/lib/analyzer/run-rules';
import type { Settings } from '@/lib/analyzer/settings/types';
import { type ComparedLine, compareLines } from './compare-lines';
import { markRanges } from './mark';
import { writeSettings } from './write-settings';

/** A pair of Dockerfiles, analysed here and now: where the rule fires, and what its fix makes of it. */
export function Example({
  rule,
  example,
  catalog,
  showFix,
}: {
  readonly rule: Rule;
  readonly example: RuleExample;
  readonly catalog: Catalog;
  /** Whether the quick fix is carried out: once a page says it. */
  readonly showFix: boolean;
}) {
  const bad = exampleProject(example.bad, example.files, example.bulk);
  const good = exampleProject(example.good, { ...example.files, ...example.goodFiles }, example.bulk);
  const findings = checkRules(buildExample(bad, catalog, example.settings), [rule]).findings;
  const shown = listShownFiles(example, findings);
  return (
    <article className="border-t pt-5 pb-8">
      <h3 className="mb-3 font-medium">{example.title}</h3>
      {example.settings !== undefined && <GivenSettings settings={example.settings} />}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="min-w-0">
          <p className="mb-1 text-failure text-sm">Fires</p>
          {shown.map((path) => (
            <Source key={path} project={bad} path={path} findings={findings} named={shown.length > 1} />
          ))}
        </div>
        <div className="min-w-0">
          <p className="mb-1 text-sm text-success">Does not fire</p>
          {shown.map((path) => (
            <Source key={path} project={good} path={path} findings={[]} named={shown.length > 1} />
          ))}
        </div>
      </div>
      <Declared example={example} shown={shown} />
      {showFix && findings[0]?.fix && <FixedSource project={bad} finding={findings[0]} />}
    </article>
  );
}

/** The Dockerfile, and of the other files those that matter: where the rule fires or where the good one differs. */
function listShownFiles(example: RuleExample, findings: readonly BareFinding[]): readonly string[] {
  const others = new Set([
    ...Object.keys(example.goodFiles ?? {}),
    ...findings.map((finding) => finding.file).filter((file) => file !== 'Dockerfile'),
    ...Object.keys(example.files ?? {}).filter((path) => path === '.dockerignore' || path.endsWith('.txt')),
  ]);
  return ['Dockerfile', ...others];
}

/** What the team has decided, where the rule goes by it. */
function GivenSettings({ settings }: { readonly settings: Partial<Settings> }) {
  return (
    <figure className="mb-3">
      <figcaption className="mb-1 text-sm">
        With these settings in <code className="font-mono text-xs">layerwise.yaml</code>
      </figcaption>
      <pre className={code}>{writeSettings(settings)}</pre>
    </figure>
  );
}

interface SourceProps {
  readonly project: Project;
  readonly path: string;
  readonly findings: readonly BareFinding[];
  readonly named: boolean;
}

/** What does not fit a line hangs below its second word, so that no part of a line looks like a line of its own. */
const code =
  'whitespace-pre-wrap border bg-surface px-3.5 py-3 font-mono text-[0.8125rem] leading-[1.375rem] [overflow-wrap:anywhere] [text-indent:4ch_hanging_each-line]';

function Source({ project, path, findings, named }: SourceProps) {
  const text = readProjectFile(project, path);
  if (text === undefined) return null;
  const ranges = findings.filter((finding) => finding.file === path).map((finding) => finding.range);
  return (
    <figure className="mb-2">
      {named && <figcaption className="mb-1 font-mono text-muted text-xs">{path}</figcaption>}
      <pre className={code}>
        {text === '' && <span className="text-muted">(empty)</span>}
        {markRanges(text.trimEnd(), ranges).map((part) =>
          part.marked ? (
            <mark
              key={part.start}
              className="bg-failure-wash text-ink underline decoration-2 decoration-failure decoration-wavy underline-offset-4 [text-decoration-skip-ink:none]"
            >
              <WholeWords text={part.text} />
            </mark>
          ) : (
            <WholeWords key={part.start} text={part.text} />
          ),
        )}
      </pre>
    </figure>
  );
}

/** What else lies in the build context of the example. */
function Declared({ example, shown }: { readonly example: RuleExample; readonly shown: readonly string[] }) {
  const paths = [...Object.keys(example.files ?? {}), ...(example.bulk ?? []).map((bulk) => bulk.path)].filter(
    (path) => !shown.includes(path),
  );
  if (paths.length === 0) return null;
  return (
    <p className="text-muted text-sm">
      Also in the build context:{' '}
      {paths.map((path, index) => (
        <span key={path}>
          {index > 0 && ', '}
          <code className="font-mono text-xs">{path}</code>
        </span>
      ))}
    </p>
  );
}

const safeties = {
  safe: 'Safe: it does not change what the image does.',
  review: 'To be reviewed: it may change what the image does.',
} as const;

/** The quick fix, carried out on the example. */
function FixedSource({ project, finding }: { readonly project: Project; readonly finding: BareFinding }) {
  if (finding.fix === null) return null;
  const result = applyFix(project, finding.fix);
  if (!result.ok) return null;
  const paths = [...new Set(finding.fix.edits.map((edit) => edit.file))];
  return (
    <div className="mt-4">
      <p className="text-sm">
        <span className="font-semibold">Quick fix: {finding.fix.title.replace(/\.$/, '')}.</span>{' '}
        <span className="text-ink-soft">{safeties[finding.fix.safety]}</span>
      </p>
      {paths.map((path) => (
        <figure key={path} className="mt-2">
          <figcaption className={path === project.dockerfile ? 'sr-only' : 'mb-1 font-mono text-muted text-xs'}>
            {path}
            <span className="sr-only">, changed lines marked</span>
          </figcaption>
          <pre className={code}>
            {compareLines(readProjectFile(project, path) ?? '', readProjectFile(result.project, path) ?? '').map(
              (line) => (
                <FixedLine key={line.id} line={line} />
              ),
            )}
          </pre>
        </figure>
      ))}
    </div>
  );
}

const lineLooks = { kept: '', added: 'bg-success-wash', removed: 'bg-failure-wash' } as const;
const lineMarks = { kept: '  ', added: '+ ', removed: '− ' } as const;

function FixedLine({ line: { text, state } }: { readonly line: ComparedLine }) {
  return (
    <span className={`block pl-[6ch] [text-indent:-6ch] ${lineLooks[state]}`}>
      <span aria-hidden="true" className="select-none text-muted">
        {lineMarks[state]}
      </span>
      <Changed state={state}>
        <WholeWords text={text} />
      </Changed>
    </span>
  );
}

/** A removed line is tinted and not struck through: a stroke would hide the dashes of its options. */
function Changed({ state, children }: { readonly state: ComparedLine['state']; readonly children: ReactNode }) {
  if (state === 'removed') return <del className="no-underline">{children}</del>;
  if (state === 'added') return <ins className="no-underline">{children}</ins>;
  return children;
}
