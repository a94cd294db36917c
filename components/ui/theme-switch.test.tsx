// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ThemeSwitch } from './theme-switch';

const heard: unknown[] = [];
const listen = (event: Event) => heard.push(event instanceof CustomEvent ? event.detail : null);

beforeEach(() => {
  localStorage.clear();
  heard.length = 0;
  addEventListener('layerwise:theme', listen);
});

afterEach(() => {
  removeEventListener('layerwise:theme', listen);
  vi.restoreAllMocks();
  cleanup();
});

const choice = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });

describe('the theme switch', () => {
  it('follows the system until something is chosen', () => {
    render(<ThemeSwitch />);
    expect(choice('System').checked).toBe(true);
  });

  it('shows the choice of an earlier visit', () => {
    localStorage.setItem('layerwise.theme', 'dark');
    render(<ThemeSwitch />);
    expect(choice('Dark').checked).toBe(true);
  });

  it('takes a stored value that it does not know for none', () => {
    localStorage.setItem('layerwise.theme', 'sepia');
    render(<ThemeSwitch />);
    expect(choice('System').checked).toBe(true);
  });

  it('remembers a choice and tells the page', () => {
    render(<ThemeSwitch />);
    fireEvent.click(choice('Light'));
    expect(localStorage.getItem('layerwise.theme')).toBe('light');
    expect(heard).toEqual(['light']);
    expect(choice('Light').checked).toBe(true);
  });

  it('forgets the choice when the system is to decide', () => {
    localStorage.setItem('layerwise.theme', 'dark');
    render(<ThemeSwitch />);
    fireEvent.click(choice('System'));
    expect(localStorage.getItem('layerwise.theme')).toBeNull();
    expect(heard).toEqual(['system']);
  });

  it('keeps every switch of the page in step', () => {
    render(
      <>
        <ThemeSwitch />
        <ThemeSwitch withNames />
      </>,
    );
    const [first, second] = screen.getAllByRole<HTMLInputElement>('radio', { name: 'Dark' });
    if (!first || !second) throw new Error('two switches are rendered');
    fireEvent.click(first);
    expect(second.checked).toBe(true);
  });

  it('keeps the choice for the page where storage is blocked', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    render(<ThemeSwitch />);
    fireEvent.click(choice('Dark'));
    expect(choice('Dark').checked).toBe(true);
    expect(heard).toEqual(['dark']);
  });
});
