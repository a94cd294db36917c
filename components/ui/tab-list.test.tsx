// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { TabList } from './tab-list';

const names = ['findings', 'plan', 'layers'] as const;

function Page() {
  const [active, setActive] = useState<(typeof names)[number]>('findings');
  return (
    <>
      <TabList
        label="Results"
        names={names}
        active={active}
        onOpen={setActive}
        idOf={(name) => `tab-${name}`}
        panelOf={() => 'panel'}
        className=""
        tabClassName={() => ''}
      >
        {(name) => name}
      </TabList>
      <div id="panel" role="tabpanel" aria-labelledby={`tab-${active}`}>
        <button type="button">Inside {active}</button>
      </div>
    </>
  );
}

const opened = () => screen.getByRole('tab', { selected: true }).textContent;

afterEach(cleanup);

describe('tabs', () => {
  it.each([
    ['one to the right', '{ArrowRight}', 'plan'],
    ['round to the last', '{ArrowLeft}', 'layers'],
    ['to the last and round to the first', '{End}{ArrowRight}', 'findings'],
    ['to the first', '{ArrowRight}{ArrowRight}{Home}', 'findings'],
    ['nowhere where the key is the browser’s', '{Alt>}{ArrowRight}{/Alt}', 'findings'],
  ])('move %s', async (_, keys, expected) => {
    const user = userEvent.setup();
    render(<Page />);
    await user.tab();
    await user.keyboard(keys);
    expect(opened()).toBe(expected);
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: expected }));
  });

  it('are one stop of the Tab key, and the next is the panel', async () => {
    const user = userEvent.setup();
    render(<Page />);
    await user.click(screen.getByRole('tab', { name: 'plan' }));
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Inside plan' }));
    await user.tab({ shift: true });
    expect(opened()).toBe('plan');
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'plan' }));
  });
});
