// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkbenchProvider } from '@/components/workbench/store';
import { inputOf, projectOf } from '@/components/workbench/testing';
import { Editor } from './editor';

// The worker cannot run here; the analyzer itself answers in its place.
vi.mock('@/components/workbench/worker-analyzer', async () => ({
  connectWorkerAnalyzer: (await import('@/components/workbench/testing')).connectDirectly,
}));

const start = projectOf('FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc\n', {
  'requirements.txt': 'flask==3.1.0\n',
  '.dockerignore': '.git\n',
});

function page() {
  return (
    <WorkbenchProvider input={inputOf(start)}>
      <Editor />
    </WorkbenchProvider>
  );
}

const textarea = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Dockerfile' });
const tab = (name: string) => screen.getByRole('tab', { name });

beforeEach(() => {
  localStorage.clear();
  // A touch screen: the textarea stays.
  window.matchMedia = vi.fn().mockReturnValue({ matches: false });
});
afterEach(cleanup);

describe('Editor', () => {
  it('is readable before any script runs', () => {
    const html = renderToString(page());
    expect(html).toContain('FROM python:3.13-slim');
    expect(html).toContain('role="tablist"');
    expect(html).toMatch(/The image is about [\d.]+ MB; line \d of the Dockerfile adds the most/);
    expect(html).toMatch(/Line 2 adds about \d+ MB and takes about \d+ s\./);
  });

  it('shows the Dockerfile first and moves between tabs by arrow keys', async () => {
    render(page());
    expect(screen.getAllByRole('tab').map((element) => element.textContent)).toEqual([
      'Dockerfile',
      '.dockerignore',
      'requirements.txt',
    ]);
    tab('Dockerfile').focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(tab('requirements.txt').getAttribute('aria-selected')).toBe('true');
    expect(document.activeElement).toBe(tab('requirements.txt'));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'requirements.txt' }).value).toBe('flask==3.1.0\n');
    await userEvent.keyboard('{ArrowRight}');
    expect(tab('Dockerfile').getAttribute('aria-selected')).toBe('true');
  });

  it('lists problems by line, and those of an edit as soon as it is analysed', async () => {
    render(page());
    const list = screen.getByRole('list', { name: 'Problems in this file' });
    expect(within(list).getAllByRole('button', { name: /^Line 2/ }).length).toBeGreaterThan(0);
    await userEvent.type(textarea(), 'RNU x');
    expect(await within(list).findByRole('button', { name: /^Line 3, error/ })).toBeTruthy();
  });

  it('selects the place of a problem', async () => {
    render(page());
    const [first] = screen.getAllByRole('button', { name: /^Line 2/ });
    await userEvent.click(first as HTMLElement);
    const { value, selectionStart, selectionEnd } = textarea();
    expect(document.activeElement).toBe(textarea());
    expect(value.slice(selectionStart, selectionEnd)).toMatch(/apt-get/);
  });

  it('applies a quick fix', async () => {
    render(page());
    await userEvent.click(screen.getByRole('button', { name: /no-install-recommends/ }));
    expect(textarea().value).toContain('--no-install-recommends');
  });

  it('tells the next problem aloud on F8', async () => {
    render(page());
    textarea().focus();
    await userEvent.keyboard('{F8}');
    expect(screen.getByRole('status').textContent).toMatch(/^Line \d+: /);
  });

  it('lets Escape go to the file tabs', async () => {
    render(page());
    textarea().focus();
    await userEvent.keyboard('{Escape}');
    expect(document.activeElement).toBe(tab('Dockerfile'));
  });

  it('formats the Dockerfile', async () => {
    render(page());
    await userEvent.type(textarea(), 'cmd ls  ');
    await userEvent.click(screen.getByRole('button', { name: 'Format' }));
    await waitFor(() => expect(textarea().value).toMatch(/\nCMD ls\n$/));
  });

  it('adds, renames and removes files, and refuses a name that is taken', async () => {
    render(page());
    await userEvent.click(screen.getByRole('button', { name: 'Files' }));
    await userEvent.keyboard('Dockerfile{Enter}');
    expect(screen.getByRole('alert').textContent).toMatch(/already/);
    await userEvent.clear(screen.getByRole('textbox', { name: 'New file' }));
    await userEvent.keyboard('src/main.py{Enter}');
    expect(tab('src/main.py').getAttribute('aria-selected')).toBe('true');
    await userEvent.click(screen.getByRole('button', { name: 'Files' }));
    await userEvent.click(screen.getByRole('button', { name: 'Rename src/main.py' }));
    await userEvent.clear(screen.getByRole('textbox', { name: 'New name of src/main.py' }));
    await userEvent.keyboard('main.py{Enter}');
    expect(tab('main.py')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Remove main.py' }));
    expect(screen.queryByRole('tab', { name: 'main.py' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Remove Dockerfile' })).toHaveProperty('disabled', true);
  });
});
