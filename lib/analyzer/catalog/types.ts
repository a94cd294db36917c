import { z } from 'zod';

/** Where a recorded fact was read, and when. */
export const provenance = z.object({
  source: z.string().describe('What was read: a title, or repository, path and commit'),
  url: z.url().optional(),
  date: z.iso.date().describe('Day of the measurement or publication'),
});
export type Provenance = z.infer<typeof provenance>;

/** A base image: sizes in bytes, linux/amd64. */
export const baseImageRecord = z.object({
  image: z.string().describe('Repository, `python`'),
  tag: z.string(),
  compressedBytes: z.number().int().positive().describe('What a pull transfers'),
  unpackedBytes: z.number().int().positive().optional().describe('Classic store; absent where nobody published it'),
  unpackedRoundedTo: z.number().int().positive().optional().describe('Precision of unpackedBytes'),
  distribution: z.enum(['debian', 'ubuntu', 'alpine']),
  release: z.string().optional(),
  pythonVersion: z.string().optional(),
  packages: z.array(z.string()).optional().describe('Installed OS packages, where the list is complete'),
  installs: z
    .array(z.string())
    .optional()
    .describe('OS packages that its recipe names, where no complete list is known'),
  unpackedProvenance: provenance.optional().describe('Where unpackedBytes was read: another build of the same tag'),
  provenance,
});
export type BaseImageRecord = z.infer<typeof baseImageRecord>;

/**
 * What is published about images of other makers, or about tags of which no whole record was seen: an unpacked size, and
 * what the image builds on. `tags` is a pattern: `*` stands for any text, `{patch}` for a patch release or none, `{python}`
 * for a minor version of Python, which the image then has.
 */
export const imageFigureRecord = z.object({
  image: z.string().describe('Repository, with its registry where that is not Docker Hub: `ghcr.io/astral-sh/uv`'),
  tags: z.string().describe('`*` for all; of several patterns that fit the one with the longest plain text counts'),
  unpackedBytes: z.number().int().positive().describe('Classic store'),
  low: z.number().int().positive(),
  high: z.number().int().positive(),
  distribution: z.enum(['debian', 'ubuntu', 'alpine', 'fedora', 'rhel', 'distroless']).optional(),
  release: z.string().optional(),
  variant: z.enum(['full', 'slim', 'minimal']).optional().describe('What of its distribution it holds at least'),
  python: z.string().optional().describe('Minor version of the Python in /usr/local, where the tag does not tell'),
  user: z.string().optional().describe('Who runs commands, where that is not root'),
  provenance,
});
export type ImageFigureRecord = z.infer<typeof imageFigureRecord>;

/**
 * A package of a distribution's index, in a row: bytes of its files without documentation; bytes of the documentation that
 * slim images leave out, `null` where the archive was not listed and the first number is the index's own rounded figure; bytes
 * that the package manager keeps about it; bytes of its archive; what it needs and what it recommends, groups apart by
 * commas, the alternatives of a group by bars.
 */
export const osIndexPackage = z.tuple([
  z.number().int().nonnegative(),
  z.number().int().nonnegative().nullable(),
  z.number().int().nonnegative(),
  z.number().int().nonnegative(),
  z.string(),
  z.string(),
]);
export type OsIndexPackage = z.infer<typeof osIndexPackage>;

/** What a release's own package index says: enough to compute what an installation of any of these brings. */
export const osIndexRecord = z.object({
  distribution: z.enum(['debian', 'ubuntu', 'alpine']),
  release: z.string(),
  standsFor: z
    .array(z.string())
    .default([])
    .describe('Releases without an index of their own, `ubuntu:24.04`, that this is nearest to'),
  packages: z.record(z.string(), osIndexPackage),
  provides: z
    .record(z.string(), z.array(z.string()))
    .default({})
    .describe('Packages that provide a virtual one, the preferred first'),
  absent: z.array(z.string()).default([]).describe('Names that others know and that this release does not have'),
  provenance,
});
export type OsIndexRecord = z.infer<typeof osIndexRecord>;

/** Packages of base images, by release and variant; a variant's list adds to that of the minimal image. */
export const packageSetRecord = z.object({
  distribution: z.enum(['debian', 'ubuntu', 'alpine']),
  release: z.string(),
  variant: z.enum(['minimal', 'slim', 'full']),
  packages: z.array(z.string()).describe('In full; of the full variant, those that its recipe names'),
  provenance,
});
export type PackageSetRecord = z.infer<typeof packageSetRecord>;

/** The Python that a distribution packages as python3. */
export const systemPythonRecord = z.object({
  distribution: z.enum(['debian', 'ubuntu', 'alpine']),
  release: z.string(),
  python: z.string().describe('Minor version'),
  externallyManaged: z.boolean().describe('pip refuses to install into it (PEP 668)'),
  provenance,
});
export type SystemPythonRecord = z.infer<typeof systemPythonRecord>;

/** Where a program comes from. */
export const programRecord = z.object({
  program: z.string(),
  debian: z
    .array(z.string())
    .default([])
    .describe('Debian and Ubuntu packages that bring it, directly or as a dependency'),
  alpine: z.array(z.string()).default([]),
  full: z.boolean().default(false).describe('In the full python image (buildpack-deps)'),
  busybox: z.boolean().default(false).describe('In every alpine image'),
});
export type ProgramRecord = z.infer<typeof programRecord>;

/** One version of a Python distribution, installed from its wheel. */
export const wheelRecord = z.object({
  name: z.string().describe('Normalised, PEP 503'),
  version: z.string(),
  installedBytes: z.number().int().positive().describe('Unpacked, without bytecode'),
  bytecodeBytes: z.number().int().nonnegative().describe('What compiling it adds'),
  compressedBytes: z.number().int().positive().describe('The wheel itself'),
  platform: z.enum(['any', 'manylinux', 'musllinux', 'source']),
  requires: z.array(z.string()).default([]).describe('Normalised names of what it pulls in, without extras'),
  python: z.string().describe('Minor version for which the wheel was chosen, `3.13`'),
  extras: z.record(z.string(), z.array(z.string())).default({}).describe('What each measured extra pulls in besides'),
  /** Console scripts it installs into `bin`. */
  scripts: z.array(z.string()).default([]),
  modules: z.array(z.string()).default([]).describe('Top-level names that can be imported'),
  provenance,
});

/** A wheel of a release: the Pythons that take it, apart by blanks, none for all; the libc; bytes installed, of bytecode, packed. */
export const wheelBuild = z.tuple([
  z.string(),
  z.enum(['any', 'glibc', 'musl']),
  z.number().int().nonnegative(),
  z.number().int().nonnegative(),
  z.number().int().nonnegative(),
]);

/** A release of a Python distribution: what it needs, what it brings, and the sizes of its wheels. */
export const releaseRecord = z.object({
  name: z.string().describe('Normalised, PEP 503'),
  version: z.string(),
  requiresPython: z.string().optional(),
  requires: z.array(z.string()).describe('`name[extra]specifier;pythons`, what holds on Linux; pythons as a specifier'),
  extras: z.record(z.string(), z.array(z.string())),
  scripts: z.array(z.string()).optional(),
  modules: z.array(z.string()).optional(),
  files: z.number().int().positive().optional(),
  archive: z.boolean().describe('There is a source archive, which pip builds where no wheel fits'),
  withoutCompiler: z
    .tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])
    .optional()
    .describe('The source archive installs without a compiler: bytes that it then installs, and of bytecode'),
  compiled: z
    .tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])
    .optional()
    .describe('What the source archive installs where there is a compiler: bytes, and of bytecode'),
  missing: z.array(z.string()).optional().describe('Machines and libcs without a wheel, `aarch64-musl`'),
  processorsOnly: z
    .tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])
    .optional()
    .describe('Bytes installed and packed without the libraries for graphics processors, where it has any'),
  builds: z.array(wheelBuild),
});
export type ReleaseRecord = z.infer<typeof releaseRecord>;

/** Releases measured together, for every Python of `pythons`. */
export const wheelSetRecord = z.object({
  pythons: z.array(z.string()).describe('Minor versions whose wheels were looked for'),
  provenance,
  releases: z.array(releaseRecord),
});
export type WheelSetRecord = z.infer<typeof wheelSetRecord>;

/** A wheel, with what its release's record adds to it. */
export type WheelRecord = z.infer<typeof wheelRecord> & {
  readonly libc?: 'any' | 'glibc' | 'musl';
  /** Minor versions that take it; none for all. */
  readonly pythons?: readonly string[];
  readonly release?: ReleaseRecord;
  /** Minor versions for which wheels of this release were looked for. */
  readonly lookedFor?: readonly string[];
};

/** Figures that belong to no package: apt lists, a venv's own files, pip's bytecode. Bytes or seconds, as the name says. */
export const figureRecord = z.object({
  name: z.string(),
  value: z.number().nonnegative(),
  low: z.number().nonnegative().optional(),
  high: z.number().nonnegative().optional(),
  unit: z.enum(['bytes', 'seconds', 'bytes-per-second', 'ratio']),
  meaning: z.string(),
  provenance,
});
export type FigureRecord = z.infer<typeof figureRecord>;

/** End of support of a Python minor version or an OS release. */
export const lifecycleRecord = z.object({
  product: z.enum(['python', 'debian', 'ubuntu', 'alpine']),
  release: z.string(),
  endOfSupport: z.iso.date(),
  provenance,
});
export type LifecycleRecord = z.infer<typeof lifecycleRecord>;

/** A part of the catalog that the page loads when a project asks for it. */
export const catalogPartRecord = z.object({
  name: z.string(),
  releases: z.array(z.string()).describe('Whose package index it holds, `debian:trixie`'),
  distributions: z.array(z.string()).describe('Python distributions that it measures, normalised names'),
  pythons: z
    .array(z.string())
    .default([])
    .describe(
      'Minor versions whose projects load it with the parts that it needs; empty for one that its names ask for',
    ),
  needs: z.array(z.string()).default([]).describe('Parts that this one rests on'),
});
export type CatalogPartRecord = z.infer<typeof catalogPartRecord>;

/** What a Python distribution needs of the operating system besides what its wheel carries. */
export const nativePackageRecord = z.object({
  name: z.string().describe('Normalised, PEP 503'),
  extra: z.string().optional().describe('Only where this extra is asked for'),
  modules: z.array(z.string()).optional().describe('What it is imported as, where that is another name'),
  unless: z
    .array(z.string())
    .default([])
    .describe('Not where one of these extras is asked for, or installed as a package'),
  build: z
    .object({
      wheels: z.enum(['none', 'glibc']).describe('Published as source only, or without a wheel for musl'),
      debian: z.array(z.string()).describe('What compiles it, headers included'),
      alpine: z.array(z.string()),
    })
    .optional(),
  run: z
    .object({
      kind: z.enum(['library', 'program']),
      debian: z.array(z.string()).describe('Each of these brings it, the plainest first; empty where none is known'),
      alpine: z.array(z.string()),
      instead: z.string().optional().describe('Another distribution that does without'),
    })
    .optional(),
  provenance,
});
export type NativePackageRecord = z.infer<typeof nativePackageRecord>;

/**
 * Which files the versions of a distribution have, newest first: the bound on Python, the minor versions with a wheel for
 * glibc and for musl on x86_64, apart by blanks, and whether there is a source archive. Versions that are not measured.
 */
export const distributionFilesRecord = z.object({
  name: z.string().describe('Normalised, PEP 503'),
  versions: z.record(z.string(), z.tuple([z.string(), z.string(), z.string(), z.boolean()])),
  modules: z.array(z.string()).optional().describe('Top-level names that it brings, where they are not its own'),
  provenance,
});
export type DistributionFilesRecord = z.infer<typeof distributionFilesRecord>;

/** A machine on which builds were recorded: what their seconds are relative to. */
export const machineRecord = z.object({
  id: z.string(),
  name: z.string(),
  download: z.number().positive().describe('Bytes per second from the registry'),
  disk: z.number().positive().describe('Bytes per second when unpacking and exporting layers'),
  processor: z.number().positive().describe('How many times as fast as the machine of the published log'),
  overhead: z.number().nonnegative().describe('Seconds of every build besides its steps'),
  provenance,
});

/** The recorded facts that the symbolic build looks up. Each file in `content/catalog` holds a part of one list. */
export const catalogSchema = z.object({
  baseImages: z.array(baseImageRecord).default([]),
  imageFigures: z.array(imageFigureRecord).default([]),
  osIndexes: z.array(osIndexRecord).default([]),
  packageSets: z.array(packageSetRecord).default([]),
  systemPythons: z.array(systemPythonRecord).default([]),
  programs: z.array(programRecord).default([]),
  wheels: z.array(wheelRecord).default([]),
  wheelSets: z.array(wheelSetRecord).default([]),
  figures: z.array(figureRecord).default([]),
  lifecycles: z.array(lifecycleRecord).default([]),
  machines: z.array(machineRecord).default([]),
  nativePackages: z.array(nativePackageRecord).default([]),
  distributionFiles: z.array(distributionFilesRecord).default([]),
  parts: z.array(catalogPartRecord).default([]).describe('What is not loaded yet; empty where the catalog is whole'),
});
export type Catalog = z.infer<typeof catalogSchema>;
