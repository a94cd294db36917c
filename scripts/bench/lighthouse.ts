import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { readLessons } from '@/lib/content/lessons';
import { chromiumArguments, findChromium } from '../chromium.mjs';
import { describeMachine, drawTable, percentile } from './measure';
import { address, withServer } from './server';

const runs = 3;
/** A busy machine makes Lighthouse lose its trace now and then. */
const attempts = 3;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
/** Shown beside the categories: first and largest paint in seconds, blocked time in milliseconds. */
const audits = [
  { id: 'first-contentful-paint', head: 'FCP s', scale: 1_000 },
  { id: 'largest-contentful-paint', head: 'LCP s', scale: 1_000 },
  { id: 'total-blocking-time', head: 'TBT ms', scale: 1 },
];

/** The figures of one run: categories from 0 to 100, then audits. */
async function runOnce(page: string): Promise<number[]> {
  const chromePath = findChromium();
  const browser = await launch({
    chromeFlags: ['--headless=new', ...chromiumArguments],
    ...(chromePath === undefined ? {} : { chromePath }),
  });
  try {
    const result = await lighthouse(`${address}${page}`, {
      port: browser.port,
      logLevel: 'error',
      onlyCategories: categories,
      formFactor: 'mobile',
    });
    if (result === undefined) throw new Error(`Lighthouse gave no result for ${page}.`);
    const { lhr } = result;
    if (lhr.runtimeError !== undefined) throw new Error(`${page}: ${lhr.runtimeError.message}`);
    return [
      ...categories.map((id) => Math.round((lhr.categories[id]?.score ?? 0) * 100)),
      ...audits.map(({ id, scale }) => (lhr.audits[id]?.numericValue ?? Number.NaN) / scale),
    ];
  } finally {
    browser.kill();
  }
}

async function runPatiently(page: string): Promise<number[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(page);
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

async function measure(page: string): Promise<string[]> {
  const results: number[][] = [];
  for (let run = 0; run < runs; run += 1) results.push(await runPatiently(page));
  const median = (column: number) =>
    percentile(
      results.map((figures) => figures[column] ?? Number.NaN),
      0.5,
    );
  return [
    page,
    ...categories.map((_, index) => String(median(index))),
    ...audits.map(({ scale }, index) => median(categories.length + index).toFixed(scale === 1 ? 0 : 1)),
  ];
}

const lesson = readLessons()[0];
const pages = ['/', ...(lesson === undefined ? [] : [`/lessons/${lesson.track}/${lesson.name}`]), '/playground'];
const rows = await withServer(async () => {
  const measured: string[][] = [];
  for (const page of pages) measured.push(await measure(page));
  return measured;
});
process.stdout.write(`Lighthouse, mobile profile, medians of ${runs} runs (${describeMachine()})\n\n`);
process.stdout.write(`${drawTable(['page', ...categories, ...audits.map(({ head }) => head)], rows)}\n`);
