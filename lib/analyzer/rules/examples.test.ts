import { describe, expect, it } from 'vitest';
import { applyFix } from '../fixes/apply';
import type { Project } from '../project';
import { exampleProject } from '../rules-support/example-project';
import { buildProject } from '../rules-support/testing/build-project';
import { checkRules, enabledRules } from '../run-rules';
import { examplesOfRules } from './examples.generated';
import { rules } from './registry.generated';
import type { BareFinding, Rule, RuleExample, Severity } from './types';

const rank: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

/** The findings of the rules that are on by default and of the one under test. */
function checkWith(rule: Rule, project: Project, settings: RuleExample['settings']): readonly BareFinding[] {
  const { findings, broken } = checkRules(buildProject(project, settings), [...new Set([...enabledRules, rule])]);
  expect(broken).toEqual([]);
  return findings;
}

function slice(project: Project, finding: BareFinding): string {
  const text = project.files.find((file) => file.path === finding.file)?.text ?? '';
  return text.slice(finding.range.start, finding.range.end);
}

function identify(finding: BareFinding): string {
  return `${finding.rule} in stage ${finding.stage}`;
}

describe.each(rules.map((rule) => ({ rule, id: rule.id })))('the rule $id', ({ rule, id }) => {
  const examples = examplesOfRules[id] ?? [];

  it('has at least one example', () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  describe.each(examples.map((example) => ({ example, title: example.title })))(
    'in the example "$title"',
    ({ example }) => {
      const check = (project: Project) => checkWith(rule, project, example.settings);
      const bad = exampleProject(example.bad, example.files, example.bulk);
      const good = exampleProject(example.good, { ...example.files, ...example.goodFiles }, example.bulk);

      it('fires exactly at the named places of the bad one', () => {
        const own = check(bad).filter((finding) => finding.rule === rule.id);
        expect(own.map((finding) => slice(bad, finding))).toEqual(example.fires);
      });

      it('is silent on the good one', () => {
        expect(check(good).filter((finding) => finding.rule === rule.id)).toEqual([]);
      });

      it('shows a bad and a good one that Docker can read', () => {
        for (const project of [bad, good])
          expect(buildProject(project).dockerfile.problems.filter((problem) => problem.fatal)).toEqual([]);
      });

      it('offers fixes that silence their finding, can be read, and bring nothing as bad', () => {
        const before = check(bad);
        for (const finding of before.filter((entry) => entry.rule === rule.id)) {
          if (finding.fix === null) continue;
          const result = applyFix(bad, finding.fix);
          if (!result.ok) throw new Error(result.refusal.message);
          expect(buildProject(result.project).dockerfile.problems.filter((problem) => problem.fatal)).toEqual([]);
          const after = check(result.project);
          const count = (findings: readonly BareFinding[]) => findings.filter((entry) => entry.rule === rule.id).length;
          expect(count(after)).toBe(count(before) - 1);
          const known = new Set(before.map(identify));
          const isNew = (entry: BareFinding) =>
            !known.has(identify(entry)) && rank[entry.severity] >= rank[finding.severity];
          expect(after.filter(isNew).map((entry) => `${entry.rule}: ${slice(result.project, entry)}`)).toEqual([]);
        }
      });
    },
  );
});
