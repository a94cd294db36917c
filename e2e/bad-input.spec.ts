import { expect, type Page, test } from '@playwright/test';

const lesson = '/lessons/queue-consumer/01-ubuntu';

async function openEditor(page: Page) {
  const editor = page.locator('.monaco-editor').first();
  await expect(editor).toBeVisible({ timeout: 30_000 });
  await editor.click({ position: { x: 300, y: 60 } });
}

test('blocked storage: the page works and says that nothing can be saved', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto(lesson);
  await openEditor(page);
  await page.keyboard.insertText('# mine\n');
  await expect(page.getByText(/does not let the page save/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Score \d+/ })).toBeVisible();
});

test('full storage: the page says so and offers the work as a download', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.goto(lesson);
  await openEditor(page);
  await page.keyboard.insertText('# mine\n');
  await expect(page.getByText(/no room left for saved work/)).toBeVisible();
  await expect(page.getByRole('button', { name: /download/i }).first()).toBeVisible();
});

test('work in a shape that nobody knows is put aside, not thrown away', async ({ page }) => {
  await page.addInitScript(() => {
    const key = 'layerwise.work.lesson/queue-consumer/01-ubuntu@1';
    if (!localStorage.getItem('seeded')) localStorage.setItem(key, '{"files": 12, "precious": "FROM mine"}');
    localStorage.setItem('seeded', 'yes');
  });
  await page.goto(lesson);
  await openEditor(page);
  await page.keyboard.insertText('# new\n');
  const kept = () =>
    page.evaluate(() => Object.values({ ...localStorage }).some((value) => String(value).includes('FROM mine')));
  await expect.poll(kept).toBe(true);
});

const odd = [
  { name: 'an empty file', text: '' },
  { name: 'NUL bytes', text: 'FROM scratch\nRUN echo \u0000\n' },
  { name: 'Windows line ends and a byte order mark', text: '\uFEFFFROM python:3.13-slim\r\nWORKDIR /app\r\n' },
  { name: 'an unterminated heredoc', text: 'FROM alpine\nRUN <<EOF\necho\n' },
  { name: 'an unterminated quote', text: 'FROM alpine\nENV A="b\n' },
  { name: 'a megabyte', text: `FROM alpine\n${'# filler of a comment\n'.repeat(45_000)}` },
];

for (const { name, text } of odd) {
  test(`the playground takes a Dockerfile with ${name} and answers`, async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto('/playground');
    await page.waitForLoadState('networkidle');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open files' }).click();
    await (await chooser).setFiles({ name: 'Dockerfile', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await expect(page.getByRole('button', { name: /^Score \d+ of 100/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Playground' })).toContainText(/Dockerfile/);
    expect(errors).toEqual([]);
  });
}

test('a link that unpacks to far more than it should is refused', async ({ page }) => {
  await page.goto('/playground');
  const bomb = await page.evaluate(async () => {
    const stream = new Blob([new Uint8Array(40_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  });
  await page.goto('about:blank');
  await page.goto(`/playground#1.${bomb}`);
  await expect(page.getByText('The link does not open.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Score \d+ of 100/ })).toBeVisible();
});
