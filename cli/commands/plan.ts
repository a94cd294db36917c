import { plan as planProject } from '@/lib/analyzer/index';
import { version } from '../../package.json';
import { explainMissingTarget, readCatalog, walkProject } from '../analyze-project';
import { placeOfFile } from '../checked-file';
import { defineCommand, exitStatus, Misuse, type Outcome, readChoice, refuse } from '../command';
import { drawDiff, paintDiff } from '../fix-report';
import { makePlanDocument, type PlannedProject } from '../plan-document';
import { drawPlan } from '../plan-report';
import { projectHelp, projectOptions, readBuildOptions, readGivenProject } from '../project-options';
import { settingsHelp, settingsOptions, settingsReader } from '../settings-options';
import { chooseStyle } from '../style';
import { listChanges, writeChanges } from '../write-project';

const formats = ['text', 'json'] as const;

/** Steps of a plan, at most. */
const mostSteps = 40;

const help = `Usage: layerwise plan PATH [options]

Says what to do next, in the order of what it saves: bytes of the image, seconds of a cold build, seconds after every
edit, points; what mends a failure comes first. Each step stands on the ones before it. PATH is a Dockerfile, whose
folder is the build context, or a folder with a Dockerfile in it, or - for standard input.

Options:
  --steps NUMBER                So many steps at most; 1 is the next best step
  --diff                        Prints what the steps change, as a unified diff
  --write                       Writes what the steps change: look at the diff first
  --format text|json            Text for people (default), or one JSON document (docs/plan.schema.json)
${projectHelp}
${settingsHelp}
  --no-color                    No colours; the variable NO_COLOR does the same
  --help, --version             Prints this text, or the version

Exit status: 0 whether or not there is something to do; 2 the input cannot be used, or a file cannot be written.
`;

function readSteps(given: string | undefined): number {
  if (given === undefined) return mostSteps;
  const steps = Number(given);
  if (!/^\d+$/.test(given) || steps < 1) throw new Misuse(`--steps takes a number from 1 on, not "${given}".`);
  return Math.min(steps, mostSteps);
}

export const plan = defineCommand({
  name: 'plan',
  summary: 'What to do next with a Dockerfile, and what each step saves',
  help,
  options: {
    ...projectOptions,
    ...settingsOptions,
    format: { type: 'string', default: 'text' },
    steps: { type: 'string' },
    diff: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
  run(values, [path, ...rest], surroundings): Outcome {
    if (path === undefined || path === '') throw new Misuse('Name a Dockerfile, a folder, or - for standard input.');
    if (rest.length > 0) throw new Misuse(`One path is planned at a time; "${rest[0]}" is one too many.`);
    if (values.write && values.diff) throw new Misuse('--write and --diff exclude each other.');
    if (values.write && path === '-') throw new Misuse('Standard input cannot be written to: leave out --write.');
    const format = readChoice('--format', formats, values.format);
    const steps = readSteps(values.steps);
    const options = readBuildOptions(values, surroundings);
    const read = readGivenProject(path, values, surroundings);
    if (!read.ok) return refuse(read.message);
    const found = settingsReader(values, surroundings)(read);
    if (!found.ok) return refuse(...found.messages);
    const missing = explainMissingTarget(options.target, walkProject(read.project, options));
    if (missing !== null) return refuse(missing);

    const made = planProject(
      { project: read.project, options: { ...options, catalog: readCatalog(), settings: found.settings } },
      steps,
    );
    const changes = listChanges(read.project, made.project);
    const { project } = read;
    const notes = [...read.notes, ...found.notes];
    const planned: PlannedProject = { path, version, project, settings: found.files, notes, plan: made, changes };
    const style = chooseStyle(surroundings, values['no-color']);
    const problems = values.write && read.root !== null ? writeChanges(read.root, changes, project.dockerfile) : [];
    const draw = () => {
      if (format === 'json') return `${JSON.stringify(makePlanDocument(planned), null, 2)}\n`;
      if (!values.diff) return drawPlan(planned, style);
      const diff = drawDiff(changes, (file) => placeOfFile({ ...read, folder: surroundings.folder }, file));
      return surroundings.terminal.attached ? paintDiff(diff, style) : diff;
    };
    const stdout = draw();
    return problems.length > 0 ? { ...refuse(...problems), stdout } : { status: exitStatus.clean, stdout };
  },
});
