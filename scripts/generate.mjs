#!/usr/bin/env node
// Writes the indexes that spare everybody a hand-kept list: rules, catalog, recordings, sample projects and lessons. Adding one of these is
// adding a file. The outputs are git-ignored; a file is written only when its content changes, so that nothing rebuilds for
// nothing. Free of dependencies, so that it runs before they are installed.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);

function write(file, text) {
  if (existsSync(at(file)) && readFileSync(at(file), 'utf8') === text) return;
  mkdirSync(path.dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
}

function list(folder, accept) {
  if (!existsSync(at(folder))) return [];
  return readdirSync(at(folder)).filter(accept).sort();
}

function walk(folder) {
  if (!existsSync(at(folder))) return [];
  return readdirSync(at(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(at(folder), path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

const readJson = (file) => JSON.parse(readFileSync(at(file), 'utf8'));
const isFolder = (folder) => (name) =>
  readdirSync(at(folder), { withFileTypes: true }).some((entry) => entry.isDirectory() && entry.name === name);

/** Other files stand beside rules without being one. */
const isRule = (name) => name.endsWith('.ts') && !/^types\.ts$|\.(?:test|generated)\.ts$/.test(name);

/** The object literal of `texts`, as the formatter lays it out. It names nothing outside of itself, or types fail. */
function readTexts(name) {
  const source = readFileSync(at(`lib/analyzer/rules/${name}.ts`), 'utf8');
  const literal = source.match(/^export const texts: RuleTexts = (\{\n.*?^\});$/ms)?.[1];
  if (literal === undefined) throw new Error(`lib/analyzer/rules/${name}.ts has no export const texts: RuleTexts.`);
  return literal;
}

/** The part of the rules that a rule belongs to; `first`: none. */
function readPart(name) {
  const source = readFileSync(at(`lib/analyzer/rules/${name}.ts`), 'utf8');
  return source.match(/^ {2}part: '([a-z]+)',$/m)?.[1] ?? 'first';
}

function identifier(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

/** A list of rules in the order of their ids. */
function writeRegistry(file, names, what) {
  write(
    `lib/analyzer/rules/${file}.generated.ts`,
    [
      ...names.map((name) => `import ${identifier(name)} from './${name}';`),
      "import type { Rule } from './types';",
      '',
      `/** ${what}, in the order of their ids. */`,
      `export const rules: readonly Rule[] = [${names.map(identifier).join(', ')}];`,
      '',
    ].join('\n'),
  );
}

function writeRules() {
  const files = list('lib/analyzer/rules', isRule);
  const names = files.map((file) => file.slice(0, -3));
  writeRegistry('registry', names, 'Every rule');
  for (const part of new Set(names.map(readPart))) {
    const own = names.filter((name) => readPart(name) === part);
    writeRegistry(part, own, part === 'first' ? 'The rules of no part' : `The rules of the part ${part}`);
  }
  write(
    'lib/analyzer/rules/texts.generated.ts',
    [
      "import type { RuleTexts } from './types';",
      '',
      '/** The texts of every rule, by its id: copied, so that who needs them alone does not load the rules. */',
      'export const textsOfRules: Readonly<Record<string, RuleTexts>> = {',
      ...names.map((name) => `'${name}': ${readTexts(name)},`),
      '};',
      '',
    ].join('\n'),
  );
  write(
    'lib/analyzer/rules/examples.generated.ts',
    [
      ...names.map((name) => `import { examples as ${identifier(name)} } from './${name}';`),
      "import type { RuleExample } from './types';",
      '',
      '/** The examples of every rule, by its id. */',
      'export const examplesOfRules: Readonly<Record<string, readonly RuleExample[]>> = {',
      ...names.map((name) => `  '${name}': ${identifier(name)},`),
      '};',
      '',
    ].join('\n'),
  );
}

/** Joins catalog files: each holds parts of the lists of `catalogSchema`. */
function joinCatalog(files) {
  const catalog = {};
  for (const file of files) {
    for (const [key, records] of Object.entries(readJson(`content/catalog/${file}`))) {
      if (key !== 'needs' && Array.isArray(records)) catalog[key] = [...(catalog[key] ?? []), ...records];
    }
  }
  return catalog;
}

const usualPython = '3.13';

const listDistributions = ({ wheelSets = [] }) =>
  [...new Set(wheelSets.flatMap((set) => set.releases.map((release) => release.name)))].sort();

/** What asks for a part of the catalog: a release of its package index, a Python distribution that it measures. */
function describePart(file) {
  const { osIndexes = [], wheelSets = [], needs = [] } = readJson(`content/catalog/parts/${file}`);
  // A further release of what a part below measures asks for that part alone.
  const below = new Set(needs.flatMap((name) => listDistributions(readJson(`content/catalog/parts/${name}.json`))));
  const earlier = wheelSets.some((set) => !set.pythons.includes(usualPython));
  return {
    name: file.replace(/\.json$/, ''),
    releases: osIndexes.flatMap((index) => [`${index.distribution}:${index.release}`, ...(index.standsFor ?? [])]),
    distributions: earlier ? [] : listDistributions({ wheelSets }).filter((name) => !below.has(name)),
    // Wheels of earlier Pythons only: what is for the usual ones is for others as well, as far as it is pure.
    pythons: earlier ? wheelSets.flatMap((set) => set.pythons) : [],
    needs,
  };
}

/**
 * The whole catalog for the server, the command line and tests; for the page the core, which says what its other parts hold,
 * and a way to load each of these.
 */
function writeCatalog() {
  const files = walk('content/catalog').filter((name) => name.endsWith('.json'));
  const isPart = (name) => name.startsWith('parts/');
  const parts = files.filter(isPart).map((name) => name.slice('parts/'.length));
  write('content/catalog.generated.json', `${JSON.stringify(joinCatalog(files))}\n`);
  const core = { ...joinCatalog(files.filter((name) => !isPart(name))), parts: parts.map(describePart) };
  write('content/catalog-core.generated.json', `${JSON.stringify(core)}\n`);
  write(
    'content/catalog-parts.generated.ts',
    [
      '/** Loads a part of the catalog, by its name. */',
      'export const catalogParts: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>> = {',
      ...parts.map((file) => `  '${file.replace(/\.json$/, '')}': () => import('./catalog/parts/${file}'),`),
      '};',
      '',
    ].join('\n'),
  );
}

function writeRecordings() {
  const recordings = list('content/recordings', (name) => name.endsWith('.json')).map((name) =>
    readJson(`content/recordings/${name}`),
  );
  write('content/recordings.generated.json', `${JSON.stringify(recordings)}\n`);
}

/** Techniques: pairs of recordings that show what each does. */
function writeTechniques() {
  const techniques = list('content/techniques', (name) => name.endsWith('.json')).map((name) =>
    readJson(`content/techniques/${name}`),
  );
  write('content/techniques.generated.json', `${JSON.stringify(techniques)}\n`);
}

/** A sample project: `project.json` (title, summary, bulk) and its files under `files/`. */
function readFiles(folder) {
  return walk(folder).map((name) => ({ path: name, text: readFileSync(at(folder, name), 'utf8') }));
}

function writeProjects() {
  const projects = list('content/projects', isFolder('content/projects')).map((name) => ({
    name,
    ...readJson(`content/projects/${name}/project.json`),
    files: readFiles(`content/projects/${name}/files`),
  }));
  write('content/projects.generated.json', `${JSON.stringify(projects)}\n`);
}

/** A lesson: its address and files; the text stays MDX, imported by the page. */
function writeLessons() {
  const lessons = list('content/lessons', isFolder('content/lessons')).flatMap((track) =>
    list(`content/lessons/${track}`, isFolder(`content/lessons/${track}`)).map((name) => ({
      track,
      name,
      start: readFiles(`content/lessons/${track}/${name}/start`),
      solution: readFiles(`content/lessons/${track}/${name}/solution`),
    })),
  );
  write('content/lessons.generated.json', `${JSON.stringify(lessons)}\n`);
}

writeRules();
writeCatalog();
writeRecordings();
writeTechniques();
if (existsSync(at('content/projects'))) writeProjects();
if (existsSync(at('content/lessons'))) writeLessons();
