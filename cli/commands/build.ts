import { isContextKnown } from '@/lib/analyzer/project';
import { version } from '../../package.json';
import { analyzeProject, explainMissingTarget } from '../analyze-project';
import { makeBuildDocument, type SimulatedBuild } from '../build-document';
import { judgeBuild } from '../build-outcome';
import { drawBuild } from '../build-progress';
import { defineCommand, exitStatus, Misuse, readChoice, refuse } from '../command';
import { projectHelp, projectOptions, readBuildOptions, readGivenProject } from '../project-options';
import { chooseStyle } from '../style';

const formats = ['text', 'json'] as const;
const looks = ['auto', 'plain', 'tty'] as const;

const help = `Usage: layerwise build PATH [options]

Simulates a build and prints it in the look of BuildKit's progress: every step with the bytes and seconds that
are predicted for it, where the build would stop, whether the image would start, and its size in the three ways in
which sizes are counted. Nothing is run, pulled or written. PATH is a Dockerfile, whose folder is the build context,
or a folder with a Dockerfile in it, or - for standard input.

Options:
${projectHelp}
  --format text|json            Text for people (default), or one JSON document (docs/build.schema.json)
  --progress auto|plain|tty     The look of the text (default: tty on a terminal, else plain)
  --no-color                    No colours; the variable NO_COLOR does the same
  --help, --version             Prints this text, or the version

Exit status: 0 it builds and starts, as far as known; 1 it would not; 2 the input cannot be used.
`;

export const build = defineCommand({
  name: 'build',
  summary: 'Simulates a build: steps, failures, sizes and times',
  help,
  options: {
    ...projectOptions,
    format: { type: 'string', default: 'text' },
    progress: { type: 'string', default: 'auto' },
  },
  run(values, [path, ...rest], surroundings) {
    if (path === undefined || path === '') throw new Misuse('Say what to build: a Dockerfile or a folder.');
    if (rest.length > 0) throw new Misuse(`Only one path can be built at a time; "${rest[0]}" is one too many.`);
    const format = readChoice('--format', formats, values.format);
    const progress = readChoice('--progress', looks, values.progress);
    const options = readBuildOptions(values, surroundings);
    const read = readGivenProject(path, values, surroundings);
    if (!read.ok) return refuse(read.message);
    const { project, notes } = read;
    const analysis = analyzeProject(project, options);
    const missing = explainMissingTarget(options.target, analysis);
    if (missing !== null) return refuse(missing);
    const outcome = judgeBuild(analysis, isContextKnown(project));
    const simulated: SimulatedBuild = { path, version, project, notes, analysis, outcome };
    const look = progress !== 'auto' ? progress : surroundings.terminal.attached ? 'tty' : 'plain';
    const stdout =
      format === 'json'
        ? `${JSON.stringify(makeBuildDocument(simulated), null, 2)}\n`
        : drawBuild(simulated, look, chooseStyle(surroundings, values['no-color']));
    const works = outcome.builds !== false && outcome.starts !== false;
    return { status: works ? exitStatus.clean : exitStatus.found, stdout };
  },
});
