import type { PythonEnvironment } from '../types';
import { walk } from './project';

/** Lines as a text that ends with a line end. */
export function lines(...text: readonly string[]): string {
  return `${text.join('\n')}\n`;
}

/** What a build fails with: code and the text at its range. */
export function failuresOf(dockerfile: string, files: Readonly<Record<string, string>> = {}) {
  return walk(dockerfile, files).failures.map(({ code, range }) => [code, dockerfile.slice(range.start, range.end)]);
}

/** When it fails, and with which code. */
export function startOf(dockerfile: string, files: Readonly<Record<string, string>>): readonly string[] {
  return walk(dockerfile, files).failures.map(({ code, when }) => `${when}: ${code}`);
}

/** The Python environment at a path of the image, and what is unknown of the build. */
export function environmentAt(dockerfile: string, path: string, files: Readonly<Record<string, string>> = {}) {
  const { target, unknown } = walk(dockerfile, files);
  const environment = target?.after.pythonEnvironments.find((entry) => entry.path === path);
  return { environment, unknown };
}

/** Names of the packages of an environment. */
export function names(environment: PythonEnvironment | undefined): readonly string[] {
  return (environment?.packages ?? []).map((entry) => entry.name);
}
