// Finds the browser for tests and benchmarks: one that is named by the environment, one that is installed, or the one that
// Playwright downloaded.
import { existsSync } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Switches that a browser in a container needs: no setuid sandbox, no graphics card, a small /dev/shm. */
export const chromiumArguments = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/** Path of an installed Chromium or Chrome (`CHROME_PATH` first); `undefined` where there is none. */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const candidates = [
    process.env.CHROME_PATH,
    ...folders.flatMap((folder) => names.map((name) => path.join(folder, name))),
    ...applications,
  ];
  return candidates.find((candidate) => candidate !== undefined && existsSync(candidate));
}
