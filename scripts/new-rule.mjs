#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
// Starts a new rule: `node scripts/new-rule.mjs rule-id` writes lib/analyzer/rules/rule-id.ts and takes it up into the
// registry. What is written compiles, and its example fails until it is filled in: the check reports nothing yet, so
// `npx vitest run lib/analyzer/rules -t rule-id` names what is left to do. An existing file is never overwritten.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [id] = process.argv.slice(2);

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

if (id === undefined) stop('Name the rule: node scripts/new-rule.mjs rule-id');
if (!/^[a-z]+(?:-[a-z0-9]+)*$/.test(id)) stop(`"${id}" is not an id: use small letters and dashes, such as root-user.`);

const file = path.join(root, 'lib/analyzer/rules', `${id}.ts`);
if (existsSync(file)) stop(`There is a rule ${id} already.`);

writeFileSync(
  file,
  `import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'What the reader sees in a list',
  category: 'clarity',
  wrong: 'One sentence: what is wrong.',
  why: 'One or two sentences: why it matters.',
  remedy: 'Say in the imperative what to do.',
  recordings: [],
};

export default defineRule({
  id: '${id}',
  severity: 'info',
  codes: {},
  check(build) {
    return runs(build).flatMap(() => []);
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The shortest Dockerfile that shows it',
    bad: 'FROM python:3.13-slim\\nRUN true\\n',
    good: 'FROM python:3.13-slim\\n',
    fires: ['true'],
  },
];
`,
);
execFileSync(process.execPath, [path.join(root, 'scripts/generate.mjs')], { stdio: 'inherit' });
process.stdout.write(`Written: lib/analyzer/rules/${id}.ts\nNext: npx vitest run lib/analyzer/rules -t ${id}\n`);
