import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { pagesOfEveryKind } from './pages';

for (const address of pagesOfEveryKind) {
  test(`${address} fits a phone of 360 px and axe finds no violation`, async ({ page }) => {
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
  });
}
