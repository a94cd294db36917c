import { expect, test } from '@playwright/test';

for (const [address, name] of [
  ['findings', 'Findings'],
  ['plan', 'Plan'],
  ['layers', 'Layers'],
  ['what-if', 'What if'],
] as const) {
  test(`#${address} opens the results on that view`, async ({ page }) => {
    await page.goto(`/playground#${address}`);
    const tab = page.getByRole('tab', { name: new RegExp(`^${name}`) });
    await expect(tab).toBeVisible();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('textbox', { name: 'Dockerfile' })).toBeHidden();
  });
}
