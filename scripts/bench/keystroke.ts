import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { readLessons } from '@/lib/content/lessons';
import { chromiumArguments, findChromium } from '../chromium.mjs';
import { selfContainedLines } from './dockerfiles';
import { describeMachine, drawTable, percentile } from './measure';
import { address, withServer } from './server';

/**
 * Keystroke to squiggle: from the time stamp of the key event to the moment when the squiggle stands in the document. Each
 * pair of keystrokes makes `EXPOSE` an unknown instruction and mends it, so that a squiggle comes and goes.
 */
const keystrokes = 200;
const longestWait = 5_000;

interface Sample {
  readonly appears: boolean;
  readonly milliseconds: number;
}

declare global {
  interface Window {
    squiggleSamples: Sample[];
  }
}

async function openEditor(page: Page): Promise<void> {
  const lesson = readLessons()[0];
  if (lesson === undefined) throw new Error('There is no lesson to open.');
  await page.goto(`${address}/lessons/${lesson.track}/${lesson.name}`);
  const editor = page.locator('.monaco-editor .view-lines').first();
  if (!(await editor.isVisible())) await page.locator('textarea').first().click();
  await editor.waitFor({ timeout: 30_000 });
  await editor.click();
}

async function fillIn(page: Page): Promise<void> {
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(selfContainedLines.trimEnd());
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Home');
  for (let column = 0; column < 'EXPOSE'.length; column += 1) await page.keyboard.press('ArrowRight');
  // By then the text has long been analysed.
  await sleep(2_000);
  const errors = await page.locator('.squiggly-error').count();
  if (errors > 0) throw new Error('The text has errors of its own: a squiggle that comes or goes could not be told.');
}

/** Records, for every key that is pressed from now on, when the squiggles of errors come or go. */
function observeSquiggles(): void {
  window.squiggleSamples = [];
  let pressed: number | null = null;
  let shown = false;
  const note = (event: KeyboardEvent) => {
    pressed = event.timeStamp;
  };
  document.addEventListener('keydown', note, { capture: true });
  new MutationObserver(() => {
    const appears = document.querySelector('.squiggly-error') !== null;
    if (pressed === null || appears === shown) return;
    window.squiggleSamples.push({ appears, milliseconds: performance.now() - pressed });
    pressed = null;
    shown = appears;
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
}

async function typeOn(page: Page): Promise<Sample[]> {
  await page.evaluate(observeSquiggles);
  for (let index = 0; index < keystrokes; index += 1) {
    await page.keyboard.press(index % 2 === 0 ? 'X' : 'Backspace');
    await page.waitForFunction((count) => window.squiggleSamples.length >= count, index + 1, { timeout: longestWait });
    // People do not type in step with the display's frames.
    await sleep(40 + ((index * 37) % 60));
  }
  return page.evaluate(() => window.squiggleSamples);
}

async function measure(): Promise<Sample[]> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: chromiumArguments,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await openEditor(page);
    await fillIn(page);
    return await typeOn(page);
  } finally {
    await browser.close();
  }
}

function drawRow(name: string, chosen: readonly Sample[]): string[] {
  const times = chosen.map((sample) => sample.milliseconds);
  const figures = [percentile(times, 0.5), percentile(times, 0.95), Math.max(...times)];
  return [name, String(times.length), ...figures.map((value) => value.toFixed(1))];
}

const samples = await withServer(measure);
const rows = [
  drawRow(
    'squiggle appears',
    samples.filter((sample) => sample.appears),
  ),
  drawRow(
    'squiggle goes',
    samples.filter((sample) => !sample.appears),
  ),
  drawRow('all', samples),
];
process.stdout.write(`Keystroke to squiggle on a lesson page, milliseconds (Chromium, ${describeMachine()})\n\n`);
process.stdout.write(`${drawTable(['', 'keys', 'median', '95 %', 'longest'], rows)}\n`);
