import { version } from '../../package.json';
import { analyzeProject, explainMissingTarget } from '../analyze-project';
import { defineCommand, exitStatus, Misuse, readChoice, refuse } from '../command';
import { type Checked, makeDocument } from '../document';
import { readProject } from '../read-project';
import { chooseStyle } from '../style';
import { drawReport } from '../text-report';
import { failOnLevels, judge } from '../verdict';

const formats = ['text', 'json'] as const;

const help = `Usage: layerwise check PATH [options]

Checks a Dockerfile as you would build it: what is wrong and what to do, a score, and the predicted size and
build times. PATH is a Dockerfile, whose folder is the build context, or a folder with a Dockerfile in it.

Options:
  --format text|json                  Text for people (default), or one JSON document
  --fail-on error|warning|info|none   What makes the exit status 1 (default: warning)
  --target NAME                       Stage to build, by name or number (default: the last)
  --no-color                          No colours; the variable NO_COLOR does the same
  --help                              Prints this text
  --version                           Prints the version

Exit status: 0 nothing at or above --fail-on; 1 something is; 2 the input cannot be used.
`;

export const check = defineCommand({
  name: 'check',
  summary: 'What is wrong with a Dockerfile, what to do, a score, size and times',
  help,
  options: {
    format: { type: 'string', default: 'text' },
    'fail-on': { type: 'string', default: 'warning' },
    target: { type: 'string' },
  },
  run(values, [path, ...rest], surroundings) {
    if (path === undefined || path === '') throw new Misuse('Say what to check: a Dockerfile or a folder.');
    if (rest.length > 0) throw new Misuse(`Only one path can be checked at a time; "${rest[0]}" is one too many.`);
    const format = readChoice('--format', formats, values.format);
    const failOn = readChoice('--fail-on', failOnLevels, values['fail-on']);
    const { target } = values;
    if (target === '') throw new Misuse('--target takes the name or number of a stage.');
    const read = readProject(path, surroundings.folder);
    if (!read.ok) return refuse(read.message);
    const analysis = analyzeProject(read.project, {
      today: surroundings.today,
      ...(target === undefined ? {} : { target }),
    });
    const missing = explainMissingTarget(target, analysis);
    if (missing !== null) return refuse(missing);
    const verdict = judge(analysis, failOn);
    const checked: Checked = { path, version, project: read.project, notes: read.notes, analysis, verdict };
    const stdout =
      format === 'json'
        ? `${JSON.stringify(makeDocument(checked), null, 2)}\n`
        : drawReport(checked, chooseStyle(surroundings, values['no-color']));
    return { status: verdict.passed ? exitStatus.clean : exitStatus.found, stdout };
  },
});
