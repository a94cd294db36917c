/**
 * The import directions of the house: app -> components -> lib, and inside the analyzer
 * syntax <- context, python, catalog, settings <- build <- rebuild <- rules <- score, plan <- index. Tests may import what they like of the code,
 * and test tools; the rules below say so where they do not apply to them.
 */
const test = '\\.test\\.tsx?$|(^|/)testing/';
const analyzer = (rooms) => `^lib/analyzer/(${rooms})`;

/** Rooms of the analyzer from the bottom up: each may import itself and what stands before it. */
const levels = [
  ['syntax/'],
  ['context/', 'python/', 'catalog/', 'settings/'],
  ['build/'],
  ['rebuild/'],
  ['rules/', 'rules-support/', 'fixes/', 'run-rules\\.ts$'],
  ['analysis\\.ts$', 'score/', 'plan/'],
  ['index\\.ts$'],
];

const analyzerDirections = levels.slice(0, -1).map((rooms, position) => ({
  name: `analyzer-level-${position + 1}`,
  comment: `In the analyzer, ${rooms.join(', ')} must not import what is built on it.`,
  severity: 'error',
  from: { path: analyzer(rooms.join('|')), pathNot: test },
  to: {
    path: analyzer(
      levels
        .slice(position + 1)
        .flat()
        .join('|'),
    ),
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...analyzerDirections,
    {
      name: 'lib-imports-only-lib',
      comment: 'lib knows nothing of pages, components, the command line or scripts.',
      severity: 'error',
      from: { path: '^lib/', pathNot: test },
      to: { path: '^(app|components|cli|scripts|e2e)/' },
    },
    {
      name: 'components-import-only-lib',
      comment: 'Components know nothing of pages, the command line or scripts.',
      severity: 'error',
      from: { path: '^components/', pathNot: test },
      to: { path: '^(app|cli|scripts|e2e)/' },
    },
    {
      name: 'app-stands-alone',
      comment: 'Pages and the command line do not import each other, nor scripts.',
      severity: 'error',
      from: { path: '^(app|cli)/', pathNot: test },
      to: { path: '^(app|cli|scripts|e2e)/', pathNot: '^$1/' },
    },
    {
      name: 'analyzer-imports-little',
      comment: 'The analyzer imports itself, zod, the PEP 440 library and a reader of TOML: nothing else.',
      severity: 'error',
      from: { path: '^lib/analyzer/', pathNot: test },
      to: {
        pathNot: [
          '^lib/analyzer/',
          '^node_modules/(zod|smol-toml|@renovatebot/pep440)/',
          '^(zod|smol-toml|@renovatebot/pep440)$',
        ],
      },
    },
    {
      name: 'pure-rooms',
      comment: 'These rooms run in a worker, on the server and in a shell: no Node modules, no React, no framework.',
      severity: 'error',
      from: { path: '^lib/(analyzer|share|storage|lessons|recordings|format)/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-rooms-without-a-framework',
      comment: 'These rooms run in a worker, on the server and in a shell: no Node modules, no React, no framework.',
      severity: 'error',
      from: { path: '^lib/(analyzer|share|storage|lessons|recordings|format|workshop)/', pathNot: test },
      to: { path: '^(node_modules/)?(@types/)?(react|react-dom|next|zustand|monaco-editor|radix-ui|comlink)(/|$)' },
    },
    {
      name: 'workshop-in-the-browser',
      comment:
        'Events, state, reducer and client of a room run in the browser too: no Node modules, and nothing of the hub, the logs or the large word lists.',
      severity: 'error',
      from: { path: '^(components/|lib/workshop/(?!server/|store/))', pathNot: test },
      to: { path: '^lib/workshop/(server/|store/|names/screen\\.ts$)' },
    },
    {
      name: 'workshop-without-node',
      comment: 'Only the hub and the logs of a room need Node.',
      severity: 'error',
      from: { path: '^lib/workshop/(?!server/|store/)', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'content-through-its-door',
      comment:
        'Only pages, the command line, scripts, tests and workers read content: components get it handed in, and lib takes it as an argument.',
      severity: 'error',
      // The catalog's parts are loaded one by one, by the worker's own loader.
      from: {
        path: '^(components|lib)/',
        pathNot: [test, '^lib/content/', '\\.worker\\.ts$', '^components/workbench/catalog-loader\\.ts$'],
      },
      to: { path: '^(lib/content|content)/' },
    },
    {
      name: 'tests-stay-outside',
      comment: 'What serves tests only is not imported by the product.',
      severity: 'error',
      from: { path: '^(app|components|lib|cli)/', pathNot: test },
      to: { path: test },
    },
    {
      name: 'no-cycles',
      comment:
        'Two modules that need each other are one, or lack a third. Types alone may: they are gone when the code runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nothing imports and that imports nothing is dead.',
      severity: 'error',
      from: { orphan: true, pathNot: [test, '\\.d\\.(ts|mts|cts)$', '^app/', '^scripts/', '^e2e/', '\\.worker\\.ts$'] },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'An import that does not resolve.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-tools-in-the-product',
      comment: 'Pages, components and lib do not import what is installed for development only.',
      severity: 'error',
      from: { path: '^(app|components|lib|cli)/', pathNot: test },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules/' },
    exclude: { path: '^(\\.next|\\.layerwise)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'types', 'default'] },
  },
};
