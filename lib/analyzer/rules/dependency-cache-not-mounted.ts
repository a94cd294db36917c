import { readArguments } from '../rules-support/commands';
import { mountsOf } from '../rules-support/mounts';
import { type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

interface Tool {
  readonly code: string;
  /** The first words at which it downloads or compiles; none: always. */
  readonly actions: readonly string[];
  /** Parts of the paths of its caches: one of them has to be mounted. */
  readonly caches: readonly string[];
}

const words = (text: string) => text.split(' ');

const cargo: Tool = {
  code: 'DL3069',
  actions: words('build install fetch test check run'),
  caches: ['.cargo/', 'cargo/registry'],
};
const gradle: Tool = { code: 'DL3072', actions: [], caches: ['.gradle'] };
const ruby = { code: 'DL3077', caches: ['bundle', '.gem', '/gems'] };
const dotnet = { code: 'DL3074', caches: ['.nuget'] };

/** Programs that keep what they download, with the code that hadolint gives each and the folder of its cache. */
const tools: Readonly<Record<string, Tool>> = {
  cargo,
  go: { code: 'DL3070', actions: words('build get install test mod'), caches: ['.cache/go-build', 'go/pkg/mod'] },
  mvn: { code: 'DL3071', actions: [], caches: ['.m2'] },
  gradle,
  gradlew: gradle,
  composer: {
    code: 'DL3073',
    actions: words('install update require create-project'),
    caches: ['.composer/cache', '.cache/composer'],
  },
  dotnet: { ...dotnet, actions: words('restore build publish test') },
  nuget: { ...dotnet, actions: words('restore install') },
  pnpm: {
    code: 'DL3075',
    actions: words('install i add ci fetch update'),
    caches: ['pnpm/store', '/pnpm', '.pnpm-store'],
  },
  mix: { code: 'DL3076', actions: words('deps.get deps.compile compile'), caches: ['.hex', '.mix'] },
  gem: { ...ruby, actions: words('install i') },
  bundle: { ...ruby, actions: words('install update') },
};

/** Whether a cache of the tool is mounted, whosever home it lies in. */
function isMounted(run: PlacedRun, { caches }: Tool): boolean {
  const targets = mountsOf(run.instruction)
    .filter(({ type }) => type === 'cache' || type === 'tmpfs')
    .map(({ target }) => `${target ?? ''}/`);
  const has = (part: string) => targets.some((target) => target.includes(part));
  return caches.some(has);
}

export const texts: RuleTexts = {
  title: 'A package tool has no cache mount',
  category: 'speed',
  wrong: 'No cache is mounted for what this command downloads and compiles.',
  why: 'Each time the step runs, it downloads everything again. A cache mount stays on the machine that builds, so switch this rule on where one machine builds again and again, not where each build has a new one.',
  remedy: 'Mount a cache at the folder that the tool uses: `RUN --mount=type=cache,target=…`.',
  recordings: [],
};

export default defineRule({
  id: 'dependency-cache-not-mounted',
  part: 'system',
  severity: 'info',
  enabled: false,
  codes: { hadolint: [...new Set(Object.values(tools).map(({ code }) => code))] },
  check(build) {
    return runs(build, ...Object.keys(tools)).flatMap((run) =>
      run.invocations.flatMap(({ program, programRange, words: given }) => {
        const tool = Object.hasOwn(tools, program) ? tools[program] : undefined;
        if (tool === undefined || isMounted(run, tool)) return [];
        const [action] = readArguments(given, new Set()).operands;
        if (tool.actions.length > 0 && !tool.actions.includes(action?.text ?? '')) return [];
        const range = { start: programRange.start, end: action?.range.end ?? programRange.end };
        return [{ range, stage: run.stage.index, codes: { hadolint: [tool.code] } }];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An extension in Rust',
    bad: 'FROM rust:1.90-slim\nWORKDIR /src\nRUN cargo build --release\n',
    good: 'FROM rust:1.90-slim\nWORKDIR /src\nRUN --mount=type=cache,target=/usr/local/cargo/registry cargo build --release\n',
    fires: ['cargo build'],
  },
  {
    title: 'A program in Go',
    bad: 'FROM golang:1.25\nWORKDIR /src\nRUN go mod download && go version\n',
    good: 'FROM golang:1.25\nWORKDIR /src\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\n',
    fires: ['go mod'],
  },
];
