/**
 * npm run truth -- [DIR...]: holds the symbolic build to builds that a real engine made, and prints every error. DIR is a
 * case (Dockerfile, context, truth.json), a folder of cases, or content/recordings (those that are no case); scripts/truth/cases where none is
 * named. Options:
 *   --median 0.03, --worst 0.08   how far sizes may be off, as shares
 *   --time 1.5                    the factor by which times may be off
 *   --verbose                     every layer that is off by a byte
 *   --format json                 one document
 *   --fit                         finds duration figures that fit the cases better, and prints them (fit.ts)
 *   --commands [--check]          tries single commands in containers, or compares those tried before (commands.ts)
 *   --make DIR                    builds the case on a real engine and writes its truth.json; further options go to the
 *                                 recorder (npm run record)
 * Status 1 where a target is missed, 2 where a case cannot be read. docs/truth.md describes the format.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readCatalog } from '@/lib/content/catalog';
import { tryCommands } from './commands';
import { fitFigures } from './fit';
import { type Judgement, judge } from './judge';
import { findCases, readCase } from './read-case';
import { readRecordedCases } from './recorded-cases';
import { describeCase, summarise } from './report';

const given = process.argv.slice(2);
if (given.includes('--commands')) process.exit(tryCommands(given.filter((word) => word !== '--commands')));

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    median: { type: 'string', default: '0.03' },
    worst: { type: 'string', default: '0.08' },
    time: { type: 'string', default: '1.5' },
    verbose: { type: 'boolean', default: false },
    format: { type: 'string', default: 'text' },
    fit: { type: 'boolean', default: false },
  },
});

const folders = positionals.length === 0 ? ['scripts/truth/cases'] : positionals;
const judging = { catalog: readCatalog(), today: new Date().toISOString().slice(0, 10) };

/** Cases that do not fit the format: the others are judged all the same. */
const unreadable: string[] = [];

function judgeFolder(folder: string): Judgement[] {
  if (path.resolve(folder) === path.resolve('content/recordings'))
    // A recording does not hold the files that were built: what is missing from them says nothing.
    return readRecordedCases().map(({ name, project, truth }) => ({
      ...judge(name, project, truth, judging),
      missed: [],
      invented: [],
    }));
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) throw new Error(`there is no folder ${folder}`);
  return findCases(folder).flatMap((found) => {
    try {
      const { name, project, truth } = readCase(found);
      return judge(name, project, truth, judging);
    } catch (error) {
      unreadable.push(error instanceof Error ? error.message : String(error));
      return [];
    }
  });
}

function main(): number {
  if (options.fit) {
    fitFigures(folders);
    return 0;
  }
  const judgements = folders.flatMap(judgeFolder);
  const summary = summarise(judgements, {
    medianSize: Number(options.median),
    worstSize: Number(options.worst),
    timeFactor: Number(options.time),
  });
  if (options.format === 'json') {
    const cases = judgements.map(({ truth: _, ...judgement }) => judgement);
    console.log(JSON.stringify({ cases, summary: summary.lines, missed: summary.broken }, null, 2));
  } else {
    for (const judgement of judgements) for (const line of describeCase(judgement, options.verbose)) console.log(line);
    console.log(`\n${summary.lines.join('\n')}`);
    if (summary.broken.length > 0)
      console.log(`\nmissed targets:\n${summary.broken.map((line) => `  ${line}`).join('\n')}`);
  }
  for (const sentence of unreadable) console.error(sentence);
  if (unreadable.length > 0) return 2;
  return summary.broken.length === 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
