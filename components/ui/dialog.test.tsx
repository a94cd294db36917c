// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Dialog } from './dialog';

function Page() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <Dialog open={open} onOpenChange={setOpen} title="Keys" description="What the page knows.">
        <p>Inside</p>
      </Dialog>
    </>
  );
}

afterEach(cleanup);

describe('a dialog', () => {
  it('is named and described, and its cross closes it', async () => {
    const user = userEvent.setup();
    render(<Page />);
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Open' }));
    const dialog = screen.getByRole('dialog', { name: 'Keys', description: 'What the page knows.' });
    expect(dialog.parentElement).toBe(document.body);
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('stays when its content is pressed, and closes at a press outside', async () => {
    const user = userEvent.setup();
    render(<Page />);
    await user.click(screen.getByRole('button', { name: 'Open' }));
    await user.click(screen.getByText('Inside'));
    // A press on the page behind arrives at the window itself.
    const dialog = screen.getByRole('dialog');
    await user.click(dialog);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('closes when the browser asks it to', async () => {
    const user = userEvent.setup();
    render(<Page />);
    await user.click(screen.getByRole('button', { name: 'Open' }));
    const asked = new Event('cancel', { cancelable: true });
    screen.getByRole('dialog').dispatchEvent(asked);
    expect(asked.defaultPrevented).toBe(true);
    expect(await screen.findByRole('button', { name: 'Open' })).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
