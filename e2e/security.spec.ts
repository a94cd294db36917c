import { expect, test } from '@playwright/test';
import { lessonPages, pagesOfEveryKind, recordingPages, rulePages } from './pages';

test('every page answers with a policy that allows only our own scripts', async ({ request }) => {
  for (const address of [...pagesOfEveryKind, ...rulePages, ...recordingPages]) {
    const headers = (await request.get(address)).headers();
    const policy = headers['content-security-policy'] ?? '';
    const scripts = policy.match(/script-src ([^;]*)/)?.[1] ?? '';
    expect(scripts, address).toContain("'sha256-");
    expect(scripts, address).not.toContain('unsafe');
    expect(policy, address).toContain("object-src 'none'");
    expect(headers['x-content-type-options'], address).toBe('nosniff');
  }
});

test('no page breaks its own policy, logs an error or asks another host for anything', async ({ page, baseURL }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404'))
      complaints.push(`${page.url()} ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== baseURL) complaints.push(`${page.url()} asks ${request.url()}`);
  });
  for (const address of pagesOfEveryKind) {
    await page.goto(address);
    await page.waitForLoadState('networkidle');
  }
  expect(complaints).toEqual([]);
});

test('every lesson, rule and recording has a page', async ({ request }) => {
  for (const address of [...lessonPages, ...rulePages, ...recordingPages]) {
    expect((await request.get(address)).status(), address).toBe(200);
  }
});

test('an address that does not exist answers 404 and points to what does', async ({ page }) => {
  const response = await page.goto('/lessons/queue-consumer/no-such-lesson');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
});
