// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { compareLines } from './lines';
import type { LandingStep } from './types';
import { Whittling } from './whittling';

function makeStep(title: string, likely: number, before: string | null, after: string): LandingStep {
  const range = { low: likely * 0.9, likely, high: likely * 1.1 };
  return {
    title,
    text: `About ${title}.`,
    dockerfile: compareLines(before, after).map((line) => ({ ...line, cost: null })),
    requirements: [],
    bands: [{ id: 'base-1', kind: 'base', bytes: likely, firstLine: 0, lastLine: 0 }],
    size: range,
    cold: { low: 10, likely: 20, high: 30 },
    recorded: before === null ? { id: 'one', bytes: 600e6, seconds: 100, by: 'by Ada' } : null,
  };
}

const steps = [
  makeStep('Heavy', 590e6, null, 'FROM ubuntu'),
  makeStep('Light', 150e6, 'FROM ubuntu', 'FROM python:3.13-slim'),
];

const show = () =>
  render(
    <Whittling steps={steps}>
      <h1>Words</h1>
    </Whittling>,
  );

afterEach(cleanup);

describe('the whittled Dockerfile', () => {
  it('begins with the first state, its recorded size and who recorded it', () => {
    show();
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Heavy');
    expect(screen.getAllByText('recorded by Ada')).toHaveLength(2);
    expect(screen.getByRole('status').textContent).toBe('');
  });

  it('goes on by the button, strikes what went, marks what came, and says so', () => {
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Next step' }));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Light');
    expect(screen.getByText('FROM ubuntu').tagName).toBe('DEL');
    expect(screen.getByRole('status').textContent).toBe(
      'Step 2 of 2: Light. Image about 150 MB, cold build about 20 s, predicted.',
    );
    expect(screen.getByRole('button', { current: 'step' }).textContent).toContain('Light');
  });

  it('goes to any state directly, and from the last back to the first', () => {
    show();
    fireEvent.click(screen.getByRole('button', { name: /Light/ }));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Light');
    fireEvent.click(screen.getByRole('button', { name: 'From the start' }));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Heavy');
  });
});
