import { defineConfig, devices } from '@playwright/test';
import { chromiumArguments, findChromium } from './scripts/chromium.mjs';

const port = Number(process.env.PLAYWRIGHT_PORT ?? 3107);
/** A server that runs already, such as two instances behind a proxy: `BASE_URL=http://localhost:8080 npx playwright test workshop`. */
const elsewhere = process.env.BASE_URL;
const executablePath = findChromium();

/** Browser tests run against the production build, which has to be there: `node scripts/prepare.mjs build`. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  workers: 2,
  retries: 0,
  reporter: 'list',
  // A busy machine is slower, not wrong: tests assert what happens, never how fast.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: elsewhere ?? `http://localhost:${port}`,
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    launchOptions: { args: chromiumArguments, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: '**/*.phone.spec.ts',
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'phone',
      testMatch: '**/*.phone.spec.ts',
      use: { ...devices['Pixel 7'], viewport: { width: 360, height: 740 } },
    },
  ],
  ...(elsewhere === undefined && {
    webServer: {
      command: `node node_modules/next/dist/bin/next start --port ${port}`,
      url: `http://localhost:${port}`,
      reuseExistingServer: false,
      timeout: 60_000,
      stdout: 'ignore',
      stderr: 'pipe',
    },
  }),
});
