import type { Analysis, BareAnalysis, BareLostPoints, LostPoints } from './analysis';
import type { BarePlan, Plan } from './plan/types';
import type { BareFinding, Finding } from './rules/types';
import { textsOfRule } from './texts-of-rule';

const ofRule = 'rule:';

/** A finding with the texts of its rule, wherever it has none of its own. */
export function fillInFinding(finding: BareFinding): Finding {
  const { title, category, wrong, why, remedy } = textsOfRule(finding.rule);
  return { title, category, wrong, why, remedy, ...finding };
}

function fillInReason(lost: BareLostPoints): LostPoints {
  return { ...lost, reason: lost.reason ?? textsOfRule(lost.source.slice(ofRule.length)).wrong };
}

/** An analysis with the texts of all rules that found something. */
export function fillInAnalysis(analysis: BareAnalysis): Analysis {
  const { score } = analysis;
  return {
    ...analysis,
    findings: analysis.findings.map(fillInFinding),
    score: { ...score, lost: score.lost.map(fillInReason) },
  };
}

/** A plan with the texts of all rules whose fixes it takes. */
export function fillInPlan(plan: BarePlan): Plan {
  return {
    ...plan,
    steps: plan.steps.map((step) => {
      const { wrong = textsOfRule(step.source).wrong, why = textsOfRule(step.source).why } = step;
      return { ...step, wrong, why };
    }),
  };
}
