import { findOffer } from '../../catalog/distribution-files';
import type { NativePackageRecord } from '../../catalog/types';
import type { ResolvedWheel, WheelAvailability } from '../../catalog/wheels';
import type { Requirement } from '../../python/types';
import { rememberAnswers } from '../../remember';
import type { SourceRange } from '../../syntax/range';
import { hasOption, type Options } from '../invocation';
import { findProgram } from '../programs';
import type { StageWalk } from '../stage-walk';
import type { PythonEnvironment } from '../types';
import type { Running } from './running';

/** An install with what it comes down to. */
export interface CheckedInstall {
  readonly running: Running;
  readonly options: Options;
  readonly environment: PythonEnvironment | null;
  readonly requirements: readonly Requirement[];
  readonly wheels: readonly ResolvedWheel[];
  /** Lines of the files read that are options. */
  readonly fileOptions: readonly string[];
}

/**
 * Reports why an install would stop: a version that is not for this Python, nothing for this platform, or a source archive
 * and nothing to compile it with. `true` where it did.
 */
export function reportUnavailable(install: CheckedInstall): boolean {
  const { running, environment, wheels } = install;
  const { walk } = running;
  const python = environment?.python ?? null;
  const { libc } = walk.profile;
  if (python === null || libc === null || choosesElsewhere(install)) return false;
  for (const [at, offer] of judgeAll(wheels, python, libc, walk).entries()) {
    const wheel = wheels[at];
    if (wheel === undefined || offer === 'wheel' || offer === 'unknown') continue;
    const range = findRange(wheel.name, install);
    if (offer === 'other-python') walk.fail('requires-python', range, wheel, python);
    else if (offer === 'none') walk.fail('no-matching-distribution', range, wheel, python, libc);
    else reportCompiler(wheel, range, install);
    if (install.running.walk.hasFailure()) return true;
  }
  return false;
}

/** Names of the packages that pip compiles on the spot. */
export function listCompiled({ running, environment, wheels }: CheckedInstall): ReadonlySet<string> {
  const { walk } = running;
  const python = environment?.python ?? null;
  const { libc } = walk.profile;
  if (python === null || libc === null) return new Set();
  const offers = judgeAll(wheels, python, libc, walk);
  return new Set(wheels.filter((_, at) => offers[at] === 'source').map((wheel) => wheel.name));
}

/** Wheels of the project's own, another index, or another platform: the public index does not decide. */
function choosesElsewhere({ options, running, fileOptions }: CheckedInstall): boolean {
  const { variables } = running;
  return (
    fileOptions.some((text) =>
      /^(--index-url|-i|--extra-index-url|--find-links|-f|--no-index|--pypi-url)\b/.test(text),
    ) ||
    hasOption(options, '-f', '--find-links', '--no-index', '-i', '--index-url', '--extra-index-url', '--platform') ||
    hasOption(options, '--default-index', '--index', '--dry-run', '--prefer-binary') ||
    [
      'PIP_INDEX_URL',
      'PIP_EXTRA_INDEX_URL',
      'PIP_FIND_LINKS',
      'UV_INDEX_URL',
      'UV_EXTRA_INDEX_URL',
      'UV_DEFAULT_INDEX',
    ].some((name) => (variables(name) ?? '') !== '')
  );
}

/** What pip finds of a package: a wheel or a source archive, neither, something for another Python only, or nobody knows. */
type Offer = WheelAvailability | 'other-python';

const judged = rememberAnswers<readonly ResolvedWheel[], readonly Offer[]>(20);

/** What pip finds of each package. Remembered: the same list comes back for the same requirements. */
function judgeAll(
  wheels: readonly ResolvedWheel[],
  python: string,
  libc: 'glibc' | 'musl',
  walk: StageWalk,
): readonly Offer[] {
  return judged(wheels, `${python} ${libc} ${walk.architecture}`, () =>
    wheels.map((wheel) => judge(wheel, python, libc, walk)),
  );
}

function judge(wheel: ResolvedWheel, python: string, libc: 'glibc' | 'musl', walk: StageWalk): Offer {
  if (wheel.refusedPython !== null) return 'other-python';
  if (walk.architecture !== null && walk.architecture !== 'amd64') return judgeElsewhere(wheel, python, walk);
  if (wheel.availability !== 'unknown' && isSettled(wheel, libc, walk)) return wheel.availability;
  const version = wheel.version ?? null;
  const offer = version === null ? null : findOffer(walk.catalog, wheel.name, version, python, libc);
  if (offer !== null) return offer;
  const record = findNative(wheel.name, walk);
  return record?.build?.wheels === 'none' ? 'source' : 'unknown';
}

/**
 * On another architecture than the measured one: only of a pinned release is it known that Alpine has no wheel at all, and
 * only of some packages that their source then needs a compiler.
 */
function judgeElsewhere({ name, direct, version, record }: ResolvedWheel, python: string, walk: StageWalk): Offer {
  const release = record?.release;
  const native = findNative(name, walk)?.build;
  // What has no wheels at all has none anywhere.
  if (native?.wheels === 'none') return 'source';
  if (walk.architecture !== 'arm64' || walk.profile.libc !== 'musl' || !direct || version === null) return 'unknown';
  if (release?.version !== version || record?.lookedFor?.includes(python) !== true) return 'unknown';
  if (release.missing?.includes('aarch64-musl') !== true) return 'unknown';
  if (!release.archive) return 'none';
  return native === undefined ? 'unknown' : 'source';
}

/** Without a pin pip takes the newest version that all agree on, which may have the wheel that another lacks. */
function isSettled(wheel: ResolvedWheel, libc: 'glibc' | 'musl', walk: StageWalk): boolean {
  if (wheel.availability === 'wheel' || wheel.version !== null) return true;
  return (wheel.direct && libc === 'musl') || findNative(wheel.name, walk)?.build?.wheels === 'none';
}

function findNative(name: string, { catalog }: StageWalk): NativePackageRecord | undefined {
  return catalog.nativePackages.find((record) => record.name === name && record.extra === undefined);
}

/** Where the package is named on the command line; else the command. */
function findRange(name: string, { requirements, running }: CheckedInstall): SourceRange {
  const dockerfile = running.walk.shared.project.dockerfile;
  const named = requirements.find((requirement) => requirement.name === name && requirement.file === dockerfile);
  return named?.range ?? running.invocation.command.range;
}

/** A source archive with C in it needs a compiler, and the headers of the libraries that it uses. */
function reportCompiler(wheel: ResolvedWheel, range: SourceRange, { running }: CheckedInstall): void {
  const { walk, variables } = running;
  const record = findNative(wheel.name, walk);
  if (!walk.certain || !walk.packagesCertain) return;
  const alpine = walk.profile.distribution === 'alpine';
  const needs = (alpine ? record?.build?.alpine : record?.build?.debian) ?? [];
  // Without a record the archive may be all Python, and need no compiler.
  if (record === undefined && !compiles(wheel)) return;
  const compiler = ['gcc', 'cc'].every((program) => findProgram(program, walk, variables).kind === 'missing');
  const headers = needs.filter((name) => name.endsWith('-dev') && !/^(libc6|musl|python3?)-dev$/.test(name));
  const lacks = walk.profile.variant === 'full' ? [] : headers.filter((name) => !hasHeaders(name, walk));
  if (!compiler && lacks.length === 0) return;
  walk.fail('no-compiler', range, wheel, compiler ? null : lacks, needs, alpine);
}

/** Packages whose source certainly holds C, C++, Fortran or Rust: they have wheels for platforms. */
function compiles({ record }: ResolvedWheel): boolean {
  // Its extension is optional: without a compiler it goes without.
  if (record?.release?.withoutCompiler !== undefined) return false;
  return record?.release?.builds.some(([, libc]) => libc !== 'any') ?? record?.platform === 'manylinux';
}

/** Headers of that name, or under one of the names that they have had. */
function hasHeaders(name: string, { state }: StageWalk): boolean {
  const stem = name
    .replace(/-dev$/, '')
    .replace(/^(default-)?lib/, '')
    .replace(/\d+$/, '')
    .replace(/client$/, '');
  for (const present of state.osPackages) {
    if (present === name || (present.endsWith('-dev') && stem.length > 1 && present.includes(stem))) return true;
  }
  return false;
}
