import { findClosure } from './os-closure';
import { findOsIndex } from './os-index';
import type { Catalog } from './types';

/** What a package is for. */
export type OsPackageKind = 'python' | 'build-tools' | 'os-packages';

/** Packages that come along with these belong to the tool chain; those below have other uses as well. */
const toolChains = ['build-essential', 'gcc', 'g++', 'make'];
const generalPurpose = /^(perl|perl-.*|libperl.*|xz-utils|bzip2|patch|libgdbm.*|zlib1g|sensible-utils)$/;
const buildTool =
  /(-dev(-bin)?|-dev-tools|^build-essential|^build-base|^cmake|^ninja-build|^meson|^autoconf|^automake|^libtool|^pkg-config|^pkgconf.*|^rustc|^cargo|^clang.*|^llvm.*|^gfortran.*|^fakeroot|^libfakeroot|^dpkg-dev|^swig|^bison|^flex|^(gcc|g\+\+|cpp|binutils)(-.*)?)$/;
const python =
  /^(lib)?python3(\.\d+)?(-minimal|-stdlib|-venv|-pip|-pip-whl|-setuptools.*|-wheel|-distutils|-lib2to3|t64)*$/;

/** Whether a package is Python, a tool that only building needs, or anything else. */
export function classifyOsPackage(name: string, catalog: Catalog): OsPackageKind {
  if (python.test(name)) return 'python';
  if (buildTool.test(name) || readToolSet(catalog).has(name)) return 'build-tools';
  return 'os-packages';
}

const toolSets = new WeakMap<Catalog, ReadonlySet<string>>();

function readToolSet(catalog: Catalog): ReadonlySet<string> {
  const known = toolSets.get(catalog);
  if (known !== undefined) return known;
  const bases = new Set(catalog.baseImages.flatMap((record) => record.packages ?? []));
  const names = catalog.osIndexes.flatMap(({ distribution, release }) => {
    const index = findOsIndex(catalog, distribution, release);
    return index === null
      ? []
      : findClosure(toolChains, index, bases, false).entries.map((entry) => entry.package.name);
  });
  const set = new Set(names.filter((name) => !generalPurpose.test(name)));
  toolSets.set(catalog, set);
  return set;
}
