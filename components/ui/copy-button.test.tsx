// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CopyButton } from './copy-button';

function withClipboard(writeText: (text: string) => Promise<void>) {
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function press() {
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
  });
}

describe('the copy button', () => {
  it('copies the text, says so, and falls silent again', async () => {
    vi.useFakeTimers();
    const writeText = vi.fn(async () => {});
    withClipboard(writeText);
    render(<CopyButton text="FROM python" />);
    await press();
    expect(writeText).toHaveBeenCalledWith('FROM python');
    expect(screen.getByRole('status').textContent).toBe('Copied');
    act(() => {
      vi.advanceTimersByTime(2_500);
    });
    expect(screen.getByRole('status').textContent).toBe('');
  });

  it('asks for the text only when it is pressed', async () => {
    const writeText = vi.fn(async () => {});
    withClipboard(writeText);
    const text = vi.fn(() => 'later');
    render(<CopyButton text={text} />);
    expect(text).not.toHaveBeenCalled();
    await press();
    expect(writeText).toHaveBeenCalledWith('later');
  });

  it('says what to do where the browser refuses', async () => {
    withClipboard(async () => {
      throw new DOMException('no', 'NotAllowedError');
    });
    render(<CopyButton text="x" />);
    await press();
    expect(screen.getByRole('status').textContent).toContain('copy it by hand');
  });
});
