import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** Modules whose imports all point the right way. */
const good: Readonly<Record<string, string>> = {
  'app/page.tsx': "import { Editor } from '@/components/editor'; export default Editor;",
  'components/editor.tsx': "import { analyze } from '@/lib/analyzer/index'; export const Editor = () => analyze();",
  'lib/analyzer/index.ts': "import { grade } from './score/grade'; export const analyze = () => grade();",
  'lib/analyzer/score/grade.ts': "import { walk } from '../build/walk'; export const grade = () => walk();",
  'lib/analyzer/build/walk.ts': "import { parse } from '../syntax/parse'; export const walk = () => parse();",
  'lib/analyzer/syntax/parse.ts': 'export const parse = () => 1;',
  'lib/analyzer/rules/some-rule.ts': "import { walk } from '../build/walk'; export default walk;",
  'lib/content/lessons.ts': "import { parse } from '@/lib/analyzer/syntax/parse'; export const lessons = parse();",
  'lib/workshop/server/hub.ts': "import 'node:crypto'; export const hub = 1;",
  'cli/main.ts': "import { lessons } from '@/lib/content/lessons'; export const all = lessons;",
};

/** A module with one wrong import each, the rule that it breaks, and what is wrong with it. */
const bad: readonly [string, string, string, string][] = [
  ['lib that imports a component', 'lib-imports-only-lib', 'lib/share/a.ts', "import '@/components/editor';"],
  ['a component that imports a page', 'components-import-only-lib', 'components/b.tsx', "import '@/app/page';"],
  ['a page that imports the command line', 'app-stands-alone', 'app/c.tsx', "import '../cli/main';"],
  [
    'the parser that takes a type from the build',
    'analyzer-level-1',
    'lib/analyzer/syntax/d.ts',
    "import type { walk } from '../build/walk'; export type D = typeof walk;",
  ],
  ['the build that imports a rule', 'analyzer-level-3', 'lib/analyzer/build/e.ts', "import '../rules/some-rule';"],
  ['the rebuild that imports a rule', 'analyzer-level-4', 'lib/analyzer/rebuild/k.ts', "import '../rules/some-rule';"],
  ['a rule that imports the score', 'analyzer-level-5', 'lib/analyzer/rules/f.ts', "import '../score/grade';"],
  ['the analyzer that imports another room', 'analyzer-imports-little', 'lib/analyzer/g.ts', "import '@/lib/share/a';"],
  ['the analyzer that reads files', 'pure-rooms', 'lib/analyzer/h.ts', "import 'node:fs';"],
  ['share links that import React', 'pure-rooms-without-a-framework', 'lib/share/i.ts', "import 'react';"],
  [
    'a component that imports the hub of the workshop rooms',
    'workshop-in-the-browser',
    'components/q.tsx',
    "import '@/lib/workshop/server/hub';",
  ],
  ['the reducer of a room that reads files', 'workshop-without-node', 'lib/workshop/r.ts', "import 'node:fs';"],
  ['a component that reads content', 'content-through-its-door', 'components/j.tsx', "import '@/lib/content/lessons';"],
  ['two modules that import each other', 'no-cycles', 'lib/format/k.ts', "import './l';"],
  ['a module that nobody imports', 'no-orphans', 'lib/format/m.ts', 'export const m = 1;'],
  ['a component that imports what serves tests', 'tests-stay-outside', 'components/o.tsx', "import '@/lib/testing/p';"],
  ['an import of nothing', 'resolvable', 'app/n.tsx', "import './missing';"],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** Cruises a small tree with the house's own configuration. */
function cruise(files: Readonly<Record<string, string>>): { violations: Violation[]; totalCruised: number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'import-directions-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const configuration = path.join(root, '.dependency-cruiser.cjs');
    const result = spawnSync(
      process.execPath,
      [program, '--config', configuration, '--no-progress', '--output-type', 'json', 'app', 'components', 'lib', 'cli'],
      { cwd: folder, encoding: 'utf8', maxBuffer: 16_000_000 },
    );
    const report: { summary: { violations: Violation[]; totalCruised: number } } = JSON.parse(result.stdout);
    return report.summary;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the import check', () => {
  let summary: ReturnType<typeof cruise>;

  beforeAll(() => {
    summary = cruise({
      'tsconfig.json': JSON.stringify({ compilerOptions: { paths: { '@/*': ['./*'] } } }),
      'package.json': '{ "dependencies": { "react": "1.0.0" } }',
      'node_modules/react/package.json': '{ "name": "react", "version": "1.0.0", "main": "index.js" }',
      'node_modules/react/index.js': '',
      ...good,
      'lib/format/l.ts': "import './k';",
      'lib/testing/p.ts': 'export {};',
      ...Object.fromEntries(bad.map(([, , file, text]) => [file, text])),
    });
  });

  it('sees every module', () => {
    expect(summary.totalCruised).toBeGreaterThanOrEqual(Object.keys(good).length + bad.length);
  });

  it('is content with imports that point the right way', () => {
    expect(summary.violations.filter((violation) => violation.from in good)).toEqual([]);
  });

  it.each(bad)('catches %s (%s)', (_, rule, file) => {
    expect(summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`)).toContain(
      `${rule}: ${file}`,
    );
  });
});
