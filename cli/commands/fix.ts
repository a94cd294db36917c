import { fixAll } from '@/lib/analyzer/fixes/apply';
import type { Project } from '@/lib/analyzer/project';
import { analyzeProject, explainMissingTarget } from '../analyze-project';
import { placeOfFile } from '../checked-file';
import { defineCommand, exitStatus, Misuse, type Outcome, refuse, type Surroundings } from '../command';
import { drawDiff, drawSummary, paintDiff } from '../fix-report';
import { expandPaths, type Input, identify, readInput } from '../inputs';
import { type ProjectValues, projectHelp, projectOptions, readBuildOptions } from '../project-options';
import { settingsHelp, settingsOptions, settingsReader } from '../settings-options';
import { chooseStyle, makePrintable } from '../style';
import { type ChangedFile, listChanges, writeChanges } from '../write-project';

const help = `Usage: layerwise fix PATH... [--write | --diff] [options]

Applies every safe fix, again and again until none is left. Safe fixes never change what the image does. Without --write
or --diff it prints the Dockerfile as it becomes, and writes nothing. Files that a fix makes or changes beside it, such
as .dockerignore, are in the diff and are written. PATH is what it is for layerwise check.

Options:
  --write                       Writes the files where they lie
  --diff                        Prints a unified diff
  --review                      Applies the fixes too that may change what the image does: look at the diff
  --all                         All Dockerfiles in a folder and below it, not only its own
${projectHelp}
${settingsHelp}
  --no-color                    No colours; the variable NO_COLOR does the same
  --help, --version             Prints this text, or the version

Exit status: 0 whether or not there was something to fix; 2 some input cannot be used, or a file cannot be written.
`;

interface Fixed extends Input {
  readonly project: Project;
  readonly changes: readonly ChangedFile[];
  readonly summary: string;
}

interface FixOptions extends ReturnType<typeof readBuildOptions> {
  readonly review: boolean;
  readonly readSettings: ReturnType<typeof settingsReader>;
}

/** One project, fixed; or sentences, why it could not be. */
function fixInput(input: Input, { review, readSettings, ...options }: FixOptions): Fixed | readonly string[] {
  const found = readSettings(input);
  if (!found.ok) return found.messages;
  const analyze = (project: Project) => analyzeProject(project, { ...options, settings: found.settings });
  const missing = explainMissingTarget(options.target, analyze(input.project));
  if (missing !== null) return [missing];
  const accept = ({ safety }: { readonly safety: string }) => review || safety === 'safe';
  const { project, applied } = fixAll(input.project, (current) => analyze(current).findings, accept);
  const changes = listChanges(input.project, project);
  const left = analyze(project).findings;
  const summary = drawSummary(input.shown, { applied, left, changes }, input.project.dockerfile);
  return { ...input, changes, summary };
}

/** The Dockerfile as it becomes. */
function printFixed({ project, changes }: Fixed, { terminal }: Surroundings): string {
  const change = changes.find(({ path }) => path === project.dockerfile);
  const text = change?.after ?? project.files.find(({ path }) => path === project.dockerfile)?.text ?? '';
  return terminal.attached ? text.split(/\r?\n/).map(makePrintable).join('\n') : text;
}

function write({ root, project, changes }: Fixed): readonly string[] {
  return root === null ? [] : writeChanges(root, changes, project.dockerfile);
}

interface FixValues extends ProjectValues {
  readonly write: boolean;
  readonly diff: boolean;
  readonly 'no-color': boolean;
}

/** What goes to the standard output, and what could not be written. */
function deliver(fixed: Fixed, values: FixValues, surroundings: Surroundings) {
  if (values.write) return { stdout: fixed.summary, stderr: '', problems: write(fixed) };
  if (!values.diff) return { stdout: printFixed(fixed, surroundings), stderr: fixed.summary, problems: [] };
  const diff = drawDiff(fixed.changes, (file) => placeOfFile({ ...fixed, folder: surroundings.folder }, file));
  const stdout = surroundings.terminal.attached ? paintDiff(diff, chooseStyle(surroundings, values['no-color'])) : diff;
  return { stdout, stderr: fixed.summary, problems: [] };
}

export const fix = defineCommand({
  name: 'fix',
  summary: 'Applies the safe fixes: prints the result or a diff, or writes it',
  help,
  options: {
    ...projectOptions,
    ...settingsOptions,
    write: { type: 'boolean', default: false },
    diff: { type: 'boolean', default: false },
    review: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
  run(values, given, surroundings): Outcome {
    if (values.write && values.diff) throw new Misuse('--write and --diff exclude each other.');
    const options: FixOptions = {
      ...readBuildOptions(values, surroundings),
      review: values.review,
      readSettings: settingsReader(values, surroundings),
    };
    const { paths, unusable } = expandPaths(given, values.all, surroundings);
    if (values.write && paths.includes('-'))
      throw new Misuse('Standard input cannot be written to: leave out --write.');
    if (!values.write && !values.diff && paths.length > 1)
      throw new Misuse('Say --diff or --write to fix several Dockerfiles.');
    const problems = [...unusable];
    const seen = new Set<string>();
    let [stdout, stderr] = ['', ''];
    // One after the other: a file that the first one writes, such as .dockerignore, is there for the next one.
    for (const path of paths) {
      const input = readInput(path, values, surroundings);
      if (typeof input === 'string') {
        problems.push(input);
        continue;
      }
      if (seen.has(identify(input))) continue;
      seen.add(identify(input));
      const fixed = fixInput(input, options);
      if (!('changes' in fixed)) {
        problems.push(...fixed);
        continue;
      }
      const delivered = deliver(fixed, values, surroundings);
      stdout += delivered.stdout;
      stderr += delivered.stderr;
      problems.push(...delivered.problems);
    }
    const refused = refuse(...new Set(problems));
    return problems.length === 0
      ? { status: exitStatus.clean, stdout, stderr }
      : { status: refused.status, stdout, stderr: stderr + (refused.stderr ?? '') };
  },
});
