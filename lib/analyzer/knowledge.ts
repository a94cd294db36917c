import { joinTools } from './build/join-tools';
import type { ToolParts } from './build/tools';
import type { Build, BuildOptions } from './build/types';
import { walkBuildWith } from './build/walk';
import { checkWith, chooseFrom, type ReadSilences, type RuleRun } from './check-rules';
import type { Part } from './parts/types';
import { type Project, readProjectFile } from './project';
import type { findReruns } from './rebuild/reruns';
import type { Rule } from './rules/types';
import { listAskedParts } from './rules-support/parts-of-rules';
import { parseDockerfile } from './syntax/parse';

/** What an analysis goes by that not every build needs, as far as it is there. */
export interface Knowledge {
  readonly rules: readonly Rule[];
  /** The parts that are there. */
  readonly tools: Partial<ToolParts>;
  /** See `rebuild/reruns.ts`. */
  readonly findReruns?: typeof findReruns;
  readonly readSilences?: ReadSilences;
}

/** Those of some parts that are not there. */
export function listMissing(knowledge: Knowledge, parts: Iterable<Part>): readonly Part[] {
  return [...parts].filter((part) => !isThere(knowledge, part));
}

function isThere({ rules, tools, findReruns: reruns, readSilences: silences }: Knowledge, part: Part): boolean {
  switch (part) {
    case 'rebuilds':
      return reruns !== undefined;
    case 'silences':
      return silences !== undefined;
    default:
      return Object.hasOwn(tools, part) || rules.some((rule) => rule.part === part);
  }
}

/** Parts without which a build is walked and checked as with them. */
const besides: ReadonlySet<Part> = new Set(['failures', 'rebuilds', 'silences']);

/** A project walked and checked. */
export interface Look {
  readonly build: Build;
  readonly run: RuleRun;
}

/**
 * Walks and checks a project with what is known. The parts that it asks for, whether they are there or not, are added to
 * `asked`: where one is missing, the look is not whole.
 */
export function lookAt(project: Project, options: BuildOptions, knowledge: Knowledge, asked: Set<Part>): Look {
  const dockerfile = parseDockerfile(readProjectFile(project, project.dockerfile) ?? '');
  const tools = joinTools(knowledge.tools, (part) => asked.add(part));
  const build = walkBuildWith(tools, project, dockerfile, options);
  for (const part of listAskedParts(build)) asked.add(part);
  const run = checkWith(chooseFrom(knowledge.rules, build.settings), build, (walked) => {
    asked.add('silences');
    return knowledge.readSilences?.(walked) ?? (() => false);
  });
  // What seems to fail may not, once all else is there that the build asks for.
  if (listMissing(knowledge, asked).some((part) => !besides.has(part))) asked.delete('failures');
  return { build, run };
}
