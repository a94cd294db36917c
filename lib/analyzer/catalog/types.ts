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

/** What `apt-get install` of one package adds to an image. */
export const osPackageRecord = z.object({
  name: z.string(),
  distribution: z.enum(['debian', 'ubuntu', 'alpine']),
  release: z.string(),
  onto: z.string().describe('The base it was installed onto, `debian:trixie-slim`'),
  bytes: z.number().int().nonnegative().describe('Unpacked, with --no-install-recommends'),
  bytesWithRecommends: z.number().int().nonnegative().optional(),
  packages: z.array(z.string()).default([]).describe('What comes along, without recommends'),
  packagesWithRecommends: z.array(z.string()).default([]),
  provenance,
});
export type OsPackageRecord = z.infer<typeof osPackageRecord>;

/** Bytes of single OS packages, by name: what the installation of several that share dependencies adds up from. */
export const osPackageParts = z.object({
  distribution: z.enum(['debian', 'ubuntu', 'alpine']),
  release: z.string(),
  parts: z
    .record(z.string(), z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]))
    .describe(
      'Bytes with the bytecode that its installation compiles; bytes of documentation, which slim images leave out',
    ),
  provenance,
});
export type OsPackageParts = z.infer<typeof osPackageParts>;

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
export type WheelRecord = z.infer<typeof wheelRecord>;

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

/** The recorded facts that the symbolic build looks up. Each file in `content/catalog` holds a part of one list. */
export const catalogSchema = z.object({
  baseImages: z.array(baseImageRecord).default([]),
  osPackages: z.array(osPackageRecord).default([]),
  osPackageParts: z.array(osPackageParts).default([]),
  systemPythons: z.array(systemPythonRecord).default([]),
  programs: z.array(programRecord).default([]),
  wheels: z.array(wheelRecord).default([]),
  figures: z.array(figureRecord).default([]),
  lifecycles: z.array(lifecycleRecord).default([]),
});
export type Catalog = z.infer<typeof catalogSchema>;
