import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '..');
const readLessonFile = (file: string) => readFileSync(path.join(root, 'content/lessons/queue-consumer', file), 'utf8');

/** Waits for Monaco, which comes over the textarea once the page is usable, and gives the editor's text box. */
async function openEditor(page: Page) {
  const editor = page.locator('.monaco-editor').first();
  await expect(editor).toBeVisible({ timeout: 30_000 });
  return editor;
}

async function clickIntoEditor(page: Page) {
  const editor = await openEditor(page);
  await editor.click({ position: { x: 300, y: 60 } });
}

/** Replaces the text of the open file, as a person does: select all, paste. */
async function replaceText(page: Page, text: string) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await clickIntoEditor(page);
  await page.keyboard.press('ControlOrMeta+a');
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('ControlOrMeta+v');
}

/** Says, as the head of the instrument does, that every goal is met, however many the lesson has. */
const allGoalsMet = (page: Page) => page.getByText(/(?<!\d)(\d+) of \1 goals/);

const results = (page: Page) => page.getByRole('region', { name: 'Results' });
const findingOf = (page: Page, rule: string) =>
  results(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: rule, exact: true }) });

async function openFile(page: Page, name: string) {
  await page.getByRole('tab', { name }).click();
}

async function readScore(page: Page): Promise<string> {
  const label = await page.getByRole('button', { name: /^Score \d+ of 100/ }).getAttribute('aria-label');
  return label ?? '';
}

test.describe.configure({ mode: 'parallel' });

test('a newcomer edits lesson one, takes quick fixes, meets the goals and goes on to lesson three', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto('/');
  await page.getByRole('link', { name: /start lesson one/i }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Take one: Ubuntu' })).toBeVisible();
  const before = await readScore(page);

  await test.step('a squiggle stands under the apt command and goes by its quick fix', async () => {
    await openEditor(page);
    const squiggles = page.locator('.squiggly-warning, .squiggly-error, .squiggly-info');
    await expect(squiggles.first()).toBeVisible();
    const finding = findingOf(page, 'apt-recommends');
    await expect(finding).toBeVisible();
    await finding.getByRole('button', { name: /--no-install-recommends/ }).click();
    await expect(finding).toHaveCount(0);
    await expect(page.getByRole('tabpanel', { name: 'Dockerfile' })).toContainText('--no-install-recommends');
  });

  await test.step('the quick fix is one step of undo', async () => {
    await clickIntoEditor(page);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(findingOf(page, 'apt-recommends')).toBeVisible();
  });

  await test.step('a new fault is seen at once', async () => {
    await clickIntoEditor(page);
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText('\nRUNN echo\n');
    await expect(page.locator('.squiggly-error').first()).toBeVisible();
  });

  await test.step('another right answer than ours meets every goal', async () => {
    await replaceText(
      page,
      readLessonFile('01-ubuntu/solution/Dockerfile').replace('&& rm -rf', '&& apt-get clean && rm -rf'),
    );
    await expect(page.locator('.squiggly-error')).toHaveCount(0);
    await openFile(page, 'requirements.txt');
    await replaceText(page, 'pika==1.3.2\npymongo==4.10.1\nstructlog==24.4.0\n');
    await expect(allGoalsMet(page)).toBeVisible();
    expect(await readScore(page)).not.toBe(before);
  });

  await test.step('lessons two and three follow', async () => {
    await page
      .getByRole('navigation', { name: 'Lessons' })
      .getByRole('link', { name: /Take two: slim/ })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: 'Take two: slim' })).toBeVisible();
    await page
      .getByRole('navigation', { name: 'Lessons' })
      .getByRole('link', { name: /Take three: multi-stage/ })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: 'Take three: multi-stage' })).toBeVisible();
    await replaceText(page, readLessonFile('03-multi-stage/solution/Dockerfile'));
    await expect(allGoalsMet(page)).toBeVisible();
  });
});

test('work is found again after a reload, per lesson, and a reset can be undone', async ({ page }) => {
  await page.goto('/lessons/queue-consumer/02-slim');
  await replaceText(page, 'FROM python:3.13-slim\nWORKDIR /kept\n');
  const panel = page.getByRole('tabpanel', { name: 'Dockerfile' });
  await expect(panel).toContainText('/kept');
  await page.reload();
  await openEditor(page);
  await expect(panel).toContainText('/kept');

  await page.goto('/lessons/queue-consumer/01-ubuntu');
  await openEditor(page);
  await expect(panel).not.toContainText('/kept');

  await page.goto('/lessons/queue-consumer/02-slim');
  await openEditor(page);
  await expect(panel).toContainText('/kept');
  await page.getByRole('button', { name: 'Reset the files' }).click();
  await expect(panel).not.toContainText('/kept');
  await page.getByRole('button', { name: 'Bring your files back' }).click();
  await expect(panel).toContainText('/kept');
});

async function shareLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).first().click();
  return page.getByRole('dialog').getByRole('textbox', { name: 'Link' }).inputValue();
}

async function openElsewhere(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

test('a shared link opens in a fresh browser with the same files and the same score', async ({ page, browser }) => {
  await page.goto('/lessons/queue-consumer/03-multi-stage');
  await replaceText(page, readLessonFile('03-multi-stage/solution/Dockerfile'));
  await expect(allGoalsMet(page)).toBeVisible();
  const score = await readScore(page);
  const address = await shareLink(page);

  const other = await openElsewhere(browser, address);
  await expect(other.getByRole('button', { name: score })).toBeVisible();
  await expect(other.getByRole('tab', { name: 'src/main.py' })).toBeVisible();
  await expect(other.getByText(/ruleset|rules \d|version/i).first()).toBeVisible();
  await other.context().close();
});

test.describe('a link that cannot be opened says why and harms nothing', () => {
  const broken = [
    {
      name: 'cut short',
      change: (fragment: string) => fragment.slice(0, -20),
      says: /cut|truncated|incomplete|short/i,
    },
    {
      name: 'altered',
      change: (fragment: string) => `${fragment.slice(0, 40)}AAAA${fragment.slice(44)}`,
      says: /altered|damaged|changed/i,
    },
    { name: 'of a later version', change: (fragment: string) => fragment.replace(/^1\./, '9.'), says: /later|newer/i },
  ];
  for (const { name, change, says } of broken) {
    test(name, async ({ page, browser }) => {
      await page.goto('/lessons/queue-consumer/01-ubuntu');
      await openEditor(page);
      const address = new URL(await shareLink(page));
      const other = await openElsewhere(browser, `${address.origin}/playground#${change(address.hash.slice(1))}`);
      await expect(other.getByText(says).first()).toBeVisible();
      await other.context().close();
    });
  }
});

test('everything works by keyboard: Tab leaves the editor after Escape, and a tab list takes arrows', async ({
  page,
}) => {
  await page.goto('/lessons/queue-consumer/01-ubuntu');
  await clickIntoEditor(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tab', { name: 'Dockerfile' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'requirements.txt' })).toBeFocused();

  const share = page.getByRole('button', { name: 'Share', exact: true }).first();
  await share.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(share).toBeFocused();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('a lesson can be read, with its Dockerfile and the analysis of its start', async ({ page }) => {
    await page.goto('/lessons/queue-consumer/01-ubuntu');
    await expect(page.getByRole('heading', { name: 'An image is a stack of layers' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: /Dockerfile/ })).toHaveValue(/FROM ubuntu:24.04/);
    await expect(page.getByText(/of 100/).first()).toBeVisible();
  });
});

test('a build that was recorded is said to be, and is no longer once it differs', async ({ page }) => {
  await page.goto('/lessons/queue-consumer/01-ubuntu');
  await openEditor(page);
  await results(page)
    .getByRole('tab', { name: /Recordings/ })
    .click();
  const recorded = results(page).getByText('This Dockerfile was really built');
  await expect(recorded).toBeVisible();
  await expect(results(page).getByRole('table')).toContainText('590 MB');
  await replaceText(page, 'FROM python:3.13-slim\n');
  await expect(recorded).toHaveCount(0);
});
