import type { Analysis } from '@/lib/analyzer/analysis';
import { formatBytes } from '@/lib/format/figures';
import type { Condition, Goal } from '@/lib/lessons/schema';

/** What became of one figure or fact: `Image size`, `590 MB`, `151 MB`. */
export interface Change {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

/** What a goal's conditions say of two analyses, where they differ; that a rule fell silent only where nothing else tells. */
export function describeChanges(goal: Goal, before: Analysis, after: Analysis): readonly Change[] {
  const changes = goal.when.flatMap((condition) => {
    const from = readFact(condition, before);
    const to = readFact(condition, after);
    return from.value === to.value
      ? []
      : [{ kind: condition.kind, change: { what: to.what, from: from.value, to: to.value } }];
  });
  const telling = changes.filter(({ kind }) => kind !== 'silent');
  return (telling.length > 0 ? telling : changes).map(({ change }) => change);
}

interface Described {
  readonly what: string;
  readonly value: string;
}

function readFact(condition: Condition, analysis: Analysis): Described {
  switch (condition.kind) {
    case 'builds':
      return { what: 'Build and start', value: describeBuild(analysis) };
    case 'base':
      return { what: 'Base image', value: analysis.stages[analysis.target ?? -1]?.base ?? 'none' };
    case 'silent': {
      const count = analysis.findings.filter((finding) => finding.rule === condition.rule).length;
      return { what: `Findings of ${condition.rule}`, value: String(count) };
    }
    case 'size-below':
      return { what: 'Image size', value: formatBytes(analysis.size.classic.likely) };
    case 'rebuild': {
      const rebuild = analysis.rebuilds.find((candidate) => candidate.path === condition.path);
      return {
        what: `Steps after an edit of ${condition.path}`,
        value: rebuild ? String(rebuild.steps.length) : 'unknown',
      };
    }
    case 'stages':
      return { what: 'Stages', value: String(analysis.stages.filter((stage) => stage.needed).length) };
    case 'without': {
      const bytes = analysis.kinds
        .filter((contribution) => contribution.kind === condition.bytes)
        .reduce((total, contribution) => total + contribution.bytes.likely, 0);
      const names = { 'build-tools': 'Build tools', caches: 'Caches', waste: 'Waste' } as const;
      return { what: names[condition.bytes], value: formatBytes(bytes) };
    }
    case 'installed':
    case 'not-installed': {
      const names = new Set(analysis.pythonPackages.map((entry) => entry.name));
      const present = condition.packages.filter((name) => names.has(name.toLowerCase().replace(/[-_.]+/g, '-')));
      return { what: 'In the image', value: present.join(', ') || 'none of them' };
    }
    case 'score':
      return { what: 'Score', value: `${analysis.score.points} (${analysis.score.letter})` };
  }
}

function describeBuild(analysis: Analysis): string {
  const fatal = analysis.problems.find((problem) => problem.fatal);
  if (fatal) return `unreadable at line ${fatal.line}`;
  const failure = analysis.failures[0];
  if (!failure) return 'works';
  return failure.when === 'build' ? `stops at line ${failure.line}` : `fails at line ${failure.line}`;
}
