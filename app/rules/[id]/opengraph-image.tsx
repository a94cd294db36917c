import { notFound } from 'next/navigation';
import { previewSize } from '@/components/preview/card';
import { nameOfCategory, severityNames } from '@/components/rule/words';
import { describedRules } from '@/lib/analyzer/described-rules';
import { drawPreview } from '../../draw-preview';

export const alt = 'The rule in a sentence';
export const size = previewSize;
export const contentType = 'image/png';

export function generateStaticParams() {
  return describedRules.map(({ id }) => ({ id }));
}

export default async function Image({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const rule = describedRules.find((candidate) => candidate.id === id);
  if (!rule) notFound();
  return drawPreview({
    label: `${severityNames[rule.severity]} · ${nameOfCategory(rule.category)} · ${rule.id}`,
    title: rule.title,
    summary: rule.wrong,
    columns: [],
  });
}
