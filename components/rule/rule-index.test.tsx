// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describedRules } from '@/lib/analyzer/described-rules';
import { describeRule } from './filter';
import { RuleIndex } from './rule-index';

const indexed = describedRules.map((rule) => ({
  entry: describeRule(rule),
  id: rule.id,
  title: rule.title,
  wrong: rule.wrong,
  category: rule.category,
  severity: rule.severity,
  enabled: rule.enabled !== false,
  codes: [...(rule.codes.hadolint ?? []), ...(rule.codes.buildkit ?? [])],
}));

const links = () => screen.queryAllByRole('link').map((link) => link.getAttribute('href'));

beforeEach(() => {
  history.replaceState(null, '', '/rules');
});
afterEach(cleanup);

describe('the rule index', () => {
  it('links to every rule on the server, whatever the address asks for', () => {
    history.replaceState(null, '', '/rules?q=nothing-of-the-kind');
    const page = document.createElement('div');
    page.innerHTML = renderToString(<RuleIndex rules={indexed} />);
    const hrefs = [...page.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(hrefs.toSorted()).toEqual(describedRules.map((rule) => `/rules/${rule.id}`).toSorted());
  });

  it('marks the rules that are off by default, and no others', () => {
    render(<RuleIndex rules={indexed} />);
    const off = describedRules.filter((rule) => rule.enabled === false);
    expect(off.length).toBeGreaterThan(0);
    expect(screen.getAllByText('off by default')).toHaveLength(off.length);
    const row = screen.getByRole('link', { name: off[0]?.title ?? '' }).closest('li');
    expect(row?.textContent).toContain('off by default');
  });

  it('shows what the address asks for', () => {
    history.replaceState(null, '', '/rules?q=DL3042');
    render(<RuleIndex rules={indexed} />);
    expect(links()).toContain('/rules/no-pip-cache');
    expect(links().length).toBeLessThan(describedRules.length);
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('DL3042');
  });

  it('narrows while one types, writes it into the address, and says how many are left', () => {
    render(<RuleIndex rules={indexed} />);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'DL3042' } });
    expect(location.search).toBe('?q=DL3042');
    expect(screen.getByRole('status').textContent).toBe(`${links().length} of ${describedRules.length} rules`);
  });

  it('narrows by category and severity together', () => {
    render(<RuleIndex rules={indexed} />);
    fireEvent.change(screen.getByLabelText('Category'), { target: { value: 'security' } });
    fireEvent.change(screen.getByLabelText('Severity'), { target: { value: 'error' } });
    const expected = describedRules.filter((rule) => rule.category === 'security' && rule.severity === 'error');
    expect(links()).toEqual(expected.map((rule) => `/rules/${rule.id}`));
    expect(screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)).toEqual(['Security']);
  });

  it('says that nothing fits, and clears everything at once', () => {
    render(<RuleIndex rules={indexed} />);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'zebra' } });
    expect(links()).toEqual([]);
    expect(screen.getByText(/No rule fits/)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(links()).toHaveLength(describedRules.length);
    expect(location.search).toBe('');
  });
});
