import { baseName, parentOf } from '../paths';
import { says } from './says';

/** A package as a failure names it. */
interface Package {
  readonly name: string;
  readonly version: string | null;
}

function nameVersion({ name, version }: Package): string {
  return version === null ? name : `${name} ${version}`;
}

/** What failures of pip, of virtual environments and of modules that a step runs say. */
export const packageTexts = {
  'command-fails:ensurepip': () =>
    says(
      'Debian and Ubuntu switch `ensurepip` off for their own Python, so this command ends with an error.',
      'Install `python3-pip`, or make a virtual environment with `python3-venv`.',
    ),
  'externally-managed': (python: string | null, distribution: string | null, release: string | null) =>
    says(
      `pip refuses to install into the system Python ${python === null ? '' : `${python} `}of ${distribution} ${release} (PEP 668), so this step stops the build.`,
      'Create a virtual environment and install into that one.',
    ),
  'hash-missing': (requirement: string) =>
    says(
      `Some requirements have hashes, so pip asks for one of each, and \`${requirement.slice(0, 60)}\` has none: "Hashes are required in --require-hashes mode".`,
      'Add hashes to every requirement (`pip-compile --generate-hashes`, `uv pip compile --generate-hashes`), or to none.',
    ),
  'missing-requirements': (
    text: string,
    path: string,
    workingDirectory: string,
    files: Pick<ReadonlyMap<string, unknown>, 'keys'>,
  ) => {
    const elsewhere = [...files.keys()].find((other) => baseName(other) === baseName(path));
    const relative = !text.startsWith('/');
    const seen = relative ? `, because this step runs in \`${workingDirectory}\`` : '';
    return says(
      `There is no \`${path}\`${seen}${elsewhere === undefined ? '' : `; the file lies at \`${elsewhere}\``}.`,
      elsewhere === undefined
        ? `Copy \`${baseName(path)}\` into the image before this step.`
        : relative
          ? `Set \`WORKDIR ${parentOf(elsewhere)}\` before this step, or name the file as \`${elsewhere}\`.`
          : `Name the file as \`${elsewhere}\`.`,
    );
  },
  'missing-requirements:included': (file: string, include: string, path: string) =>
    says(
      `\`${file}\` takes in \`${include}\`, and there is no \`${path}\`.`,
      `Copy \`${baseName(path)}\` to \`${parentOf(path)}\` before this step, too.`,
    ),
  'missing-requirements:to-compile': (path: string) =>
    says(
      `There is no \`${path}\` to compile, so the step stops the build.`,
      `Copy \`${baseName(path)}\` into the image before this step, or set WORKDIR to where it lies.`,
    ),
  'missing-script:of-python': (path: string) =>
    says(
      `There is no \`${path}\` for Python to run, so the step stops the build.`,
      `Copy \`${baseName(path)}\` into the image before this step, or correct the path.`,
    ),
  'module-not-found:to-run': (command: string, bringer: string) =>
    says(
      `\`${command}\` needs \`${bringer}\`, which is not installed, so the step stops the build.`,
      `Install \`${bringer}\` before this step.`,
    ),
  /** `lacks`: headers that are not there; `null` where there is no compiler. */
  'no-compiler': (wheel: Package, lacks: readonly string[] | null, needs: readonly string[], alpine: boolean) =>
    says(
      `${nameVersion(wheel)} comes as source for this platform and has to be compiled, and this image ${lacks === null ? 'has no compiler' : `lacks ${lacks.map((name) => `\`${name}\``).join(', ')}`}.`,
      `Install what compiles it (\`${needs.length > 0 ? needs.join(' ') : alpine ? 'build-base' : 'build-essential'}\`) in a build stage, or use a version or a package with a wheel.`,
    ),
  'no-environment': () =>
    says(
      '`uv pip install` finds no virtual environment, and leaves the Python of the image alone: the step stops the build.',
      'Add `--system`, or create an environment with `uv venv` first.',
    ),
  'no-matching-distribution': (wheel: Package, python: string, libc: string) =>
    says(
      `${nameVersion(wheel)} has neither a wheel for Python ${python} on ${libc === 'musl' ? 'Alpine (musl)' : 'this image'} nor a source archive: "No matching distribution found".`,
      libc === 'musl'
        ? 'Start from a slim image, for which there are wheels.'
        : 'Choose another version, or another Python.',
    ),
  /** `version`: of the pip that removed it; none for a feature, whose name is the option's `value`. */
  'removed-pip-option': (name: string, version: string | undefined, value: string) =>
    says(
      version === undefined
        ? `\`${name}=${value}\` is none of the features that pip still has, so pip stops with an error.`
        : `\`${name}\` was removed in pip ${version}, so pip stops with an error.`,
      name === '--install-option' ? 'Use an option of pip itself, such as `--prefix`.' : 'Leave the option out.',
    ),
  'requires-python': (wheel: Package & { readonly refusedPython: string | null }, python: string) =>
    says(
      `${nameVersion(wheel)} is not for Python ${python}${wheel.refusedPython === null ? '' : ` (it asks for ${wheel.refusedPython})`}, so pip finds no version to install.`,
      `Choose a version of ${wheel.name} for Python ${python}, or start from the Python that it is for.`,
    ),
  'venv-not-available': () =>
    says(
      'Debian and Ubuntu package `venv` apart: without `python3-venv` this command fails because `ensurepip` is not available.',
      'Install `python3-venv` in the same step as `python3`.',
    ),
};
