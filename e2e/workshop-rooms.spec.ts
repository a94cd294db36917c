import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import {
  barOf,
  expectConnected,
  joinRoom,
  laptop,
  openBrowser,
  openSeatDialog,
  panel,
  personIn,
  phone,
  startRoom,
  writeDockerfile,
} from './workshop-people';

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

test('a place moves to another device with its files, and the first device says so', async ({ browser }) => {
  const host = await openBrowser(browser, 'Grace', laptop);
  const room = await startRoom(host.page, 'Moving house', 'Grace');
  const first = await openBrowser(browser, 'Flo Fuchs', phone);
  await joinRoom(first, room);
  await writeDockerfile(first.page, 'FROM python:3.13-slim\n# packed\n');
  await personIn(host.page, first.name)
    .getByRole('button', { name: /^Files of/ })
    .click();
  await expect(host.page.getByRole('dialog').getByRole('textbox', { name: 'Dockerfile' })).toHaveValue(/packed/);
  await host.page.keyboard.press('Escape');

  const dialog = await openSeatDialog(first.page, room);
  await dialog.getByRole('button', { name: 'Show a code' }).click();
  const moveCode = (await dialog.locator('strong').textContent()) ?? '';
  const second = await openBrowser(browser, first.name, laptop);
  await second.page.goto(`/join/${room.code}`);
  await second.page.getByText('I am in this workshop on another device').click();
  await second.page.getByLabel('Code from the other device').fill(moveCode);
  await second.page.getByRole('button', { name: 'Move my place here' }).click();
  await expectConnected(second.page, room);
  await expect(second.page.getByRole('tabpanel').getByRole('textbox', { name: 'Dockerfile' })).toHaveValue(/packed/);
  await expect(first.page.getByText(/Your place moved to another device/).first()).toBeVisible();
  await expect(panel(host.page, 'Everybody').getByRole('status')).toHaveText('1 of 1');
  await Promise.all([host, first, second].map(({ context }) => context.close()));
});

test('a second host comes in by a link; one holds the controls and hands them over', async ({ browser }) => {
  const host = await openBrowser(browser, 'Grace', laptop);
  const room = await startRoom(host.page, 'Two hosts', 'Grace');
  await host.page.getByRole('button', { name: 'Let people in' }).click();
  const invited = host.page.waitForResponse((response) => response.url().endsWith('/commands'));
  await host.page.getByRole('button', { name: 'Invite another host' }).click();
  const { invite } = (await (await invited).json()) as { readonly invite: string };
  await host.page.keyboard.press('Escape');

  const other = await openBrowser(browser, 'Hedy', laptop);
  await other.page.goto(`/join/${room.code}/host#${invite}`);
  await other.page.getByLabel('Your name').fill(other.name);
  await other.page.getByRole('button', { name: 'Lead the workshop' }).click();
  await expect(other.page.getByText('Grace holds the controls')).toBeVisible();
  await expect(other.page.getByRole('button', { name: 'Close joining' })).toBeDisabled();
  await host.page.getByLabel('You hold the controls').selectOption({ label: 'Hedy' });
  await expect(other.page.getByRole('button', { name: 'Close joining' })).toBeEnabled();
  await expect(host.page.getByText('Hedy holds the controls')).toBeVisible();

  await test.step('the link does not work twice', async () => {
    const third = await openBrowser(browser, 'Mallory', laptop);
    await third.page.goto(`/join/${room.code}/host#${invite}`);
    await third.page.getByRole('button', { name: 'Lead the workshop' }).click();
    await expect(third.page.getByText(/This link is no longer valid/)).toBeVisible();
    await third.context.close();
  });
  await Promise.all([host, other].map(({ context }) => context.close()));
});

test('what does not fit at the door is answered, and the room is unharmed', async ({ browser }) => {
  const host = await openBrowser(browser, 'Grace', laptop);
  const room = await startRoom(host.page, 'At the door', 'Grace');
  const guest = await openBrowser(browser, 'Ada Anders', phone);
  const { page } = guest;
  const code = page.getByLabel('Code of the workshop');

  await page.goto('/join');
  await code.fill('12');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText(/A code has six characters/)).toBeVisible();
  await code.fill(room.code === 'AAAAAA' ? 'CCCCCC' : 'aaa aaa');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText(/There is no workshop with this code/)).toBeVisible();
  await page.getByRole('button', { name: 'Enter another code' }).click();
  await code.fill(room.code.toLowerCase());
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { name: room.title })).toBeVisible();

  const name = page.getByLabel('Your name in the workshop');
  for (const { given, says } of [
    { given: '   ', says: /at least one letter or digit/ },
    { given: 'x'.repeat(60), says: /at most 40 characters/ },
    { given: 'f\u200Buck', says: /a word that is not allowed/ },
    { given: 'Gr\u0430ce', says: /has this name, or one that looks like it/ },
  ]) {
    await name.fill(given);
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(page.getByText(says)).toBeVisible();
  }
  await page.getByRole('button', { name: /^Take “/ }).click();
  await expect(name).not.toHaveValue('');

  await host.page.getByRole('button', { name: 'Close joining' }).click();
  await expect(host.page.getByRole('button', { name: 'Open joining' })).toBeVisible();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByText('The host has closed joining for this workshop.')).toBeVisible();
  await page.reload();
  await expect(page.getByText(/The host has closed joining. Ask to have it opened/)).toBeVisible();

  await page.goto(`/workshop/${room.code}`);
  await expect(page.getByText(/Hosts come in by a host link/)).toBeVisible();
  await page.goto(`/join/${room.code}/host#${'A'.repeat(43)}`);
  await page.getByRole('button', { name: 'Lead the workshop' }).click();
  await expect(page.getByText(/This link is no longer valid/)).toBeVisible();
  await expect(panel(host.page, 'Everybody').getByRole('status')).toHaveText('0 of 0');
  await Promise.all([host, guest].map(({ context }) => context.close()));
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds no violation on a room’s pages in the ${colorScheme} theme`, async ({ browser }) => {
    const host = await openBrowser(browser, 'Grace', { ...laptop, colorScheme });
    const room = await startRoom(host.page, 'Seen by all', 'Grace');
    const guest = await openBrowser(browser, 'Ada Anders', { ...phone, colorScheme });
    await joinRoom(guest, room);
    await barOf(guest.page, room).getByRole('button', { name: 'Raise hand' }).click();
    await guest.page.getByLabel('What is it about?').fill('A question');
    await guest.page.getByRole('button', { name: 'Raise my hand' }).click();
    const polls = panel(host.page, 'Polls');
    await polls.getByLabel('Question').fill('Which base is smaller?');
    await polls.getByRole('button', { name: 'Open the poll' }).click();
    await panel(host.page, 'Message to all').getByLabel('Text').fill('Welcome');
    await panel(host.page, 'Message to all').getByRole('button', { name: 'Send' }).click();
    await panel(host.page, 'Timer').getByRole('button', { name: 'Start' }).click();
    await expect(host.page.getByRole('timer')).toBeVisible();
    await expect(guest.page.getByRole('radio', { name: 'Yes' })).toBeVisible();
    await expect(guest.page.getByRole('timer')).toBeVisible();

    await expectAccessible(host.page);
    await expectAccessible(guest.page);
    await test.step('what the room shows takes a third of a phone at most', async () => {
      const tray = await guest.page.locator('[data-notice-tray]').boundingBox();
      expect(tray?.height ?? 0).toBeGreaterThan(0);
      expect(tray?.height ?? 0).toBeLessThanOrEqual((guest.page.viewportSize()?.height ?? 0) / 3 + 1);
      const width = await guest.page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBe(360);
    });
    await openSeatDialog(guest.page, room);
    await expectAccessible(guest.page);
    await host.page.getByRole('button', { name: 'Let people in' }).click();
    await expect(host.page.getByRole('img', { name: /^QR code of/ })).toBeVisible();
    await expectAccessible(host.page);
    await host.page.keyboard.press('Escape');
    await test.step('the host’s page fits a phone', async () => {
      await host.page.setViewportSize({ width: 360, height: 740 });
      const width = await host.page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBe(360);
    });
    await host.page.goto(`/workshop/${room.code}/projector`);
    await expect(host.page.getByText('Which base is smaller?')).toBeVisible();
    await expectAccessible(host.page);
    await Promise.all([host, guest].map(({ context }) => context.close()));
  });
}
