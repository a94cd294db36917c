import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { describedRules } from '@/lib/analyzer/described-rules';
import { examplesOfRules } from '@/lib/analyzer/rules/examples.generated';
import { readCatalog } from '@/lib/content/catalog';
import { Example } from './example';

const decode = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

const cases = describedRules.flatMap((rule) =>
  (examplesOfRules[rule.id] ?? []).map((example) => ({ rule, example, name: `${rule.id}: ${example.title}` })),
);

describe('the example of a rule', () => {
  it.each(cases)('marks the places where the rule fires, in $name', ({ rule, example }) => {
    const html = renderToStaticMarkup(
      <Example rule={rule} example={example} catalog={readCatalog()} showFix={false} />,
    );
    const marks = [...html.matchAll(/<mark[^>]*>([\s\S]*?)<\/mark>/g)].map((match) => decode(match[1] ?? ''));
    const fires = example.fires.filter((text) => text !== '');
    expect(marks.length > 0).toBe(fires.length > 0);
    for (const text of fires) expect(marks.some((mark) => mark.includes(text.trimEnd()))).toBe(true);
  });

  it('carries out the quick fix where it is asked to', () => {
    const rule = describedRules.find((entry) => entry.id === 'no-pip-cache');
    const example = examplesOfRules['no-pip-cache']?.[0];
    if (!rule || !example) throw new Error('no-pip-cache has an example');
    const html = renderToStaticMarkup(<Example rule={rule} example={example} catalog={readCatalog()} showFix />);
    expect(decode(/<ins[^>]*>[\s\S]*?<\/ins>/.exec(html)?.[0] ?? '')).toContain('--no-cache-dir');
    expect(html).toMatch(/<del/);
  });
});
