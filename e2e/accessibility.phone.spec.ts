import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { pagesOfEveryKind } from './pages';

for (const address of pagesOfEveryKind) {
  test(`${address} fits a phone of 360 px and axe finds no violation`, async ({ page }) => {
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    // Not the window's inner width: on a phone that grows with what overflows.
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
  });
}
