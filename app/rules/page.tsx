import type { Metadata } from 'next';
import { describeRule } from '@/components/rule/filter';
import { RuleIndex } from '@/components/rule/rule-index';
import { Page, PageHead } from '@/components/ui/page-head';
import { describedRules } from '@/lib/analyzer/described-rules';
import { sitePreview } from '../site';

const description =
  'What Layerwise looks for in a Dockerfile for Python: what is wrong, why it matters, what to do, with examples that are run.';

export const metadata: Metadata = {
  title: 'Rules',
  description,
  alternates: { canonical: '/rules' },
  openGraph: { title: 'Rules · Layerwise', description, type: 'website', siteName: 'Layerwise', images: [sitePreview] },
};

export default function RulesPage() {
  return (
    <Page>
      <PageHead title="Rules">
        <p>
          Each rule reads the build, not the line: what is installed by then, what later steps delete, what the final
          stage keeps. You can search for the code that another tool gives.
        </p>
        <p>A rule that is off by default helps only some projects; its page says which, and how to switch it on.</p>
      </PageHead>
      <RuleIndex
        rules={describedRules.map((rule) => ({
          entry: describeRule(rule),
          id: rule.id,
          title: rule.title,
          wrong: rule.wrong,
          category: rule.category,
          severity: rule.severity,
          enabled: rule.enabled !== false,
          codes: [...(rule.codes.hadolint ?? []), ...(rule.codes.buildkit ?? [])],
        }))}
      />
    </Page>
  );
}
