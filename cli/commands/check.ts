import { version } from '../../package.json';
import { analyzeProject, explainMissingTarget } from '../analyze-project';
import type { CheckedFile } from '../checked-file';
import { defineCommand, exitStatus, type Outcome, readChoice, refuse, type Surroundings } from '../command';
import { makeDocument } from '../document';
import { drawAnnotations } from '../github';
import { type Input, readInputs } from '../inputs';
import { projectHelp, projectOptions, readBuildOptions } from '../project-options';
import { makeSarif } from '../sarif';
import { makeSeveralDocuments } from '../several-documents';
import { chooseStyle } from '../style';
import { drawReport, drawTotal } from '../text-report';
import { type FailOn, failOnLevels, judge } from '../verdict';

const formats = ['text', 'json', 'sarif', 'github'] as const;

const help = `Usage: layerwise check PATH... [options]

Checks Dockerfiles as you would build them: what is wrong and what to do, a score, and the predicted size and
build times. Each PATH is a Dockerfile, whose folder is the build context; or a folder with a Dockerfile in it; or a
folder that is searched for Dockerfile, *.Dockerfile, Dockerfile.* and Containerfile; or - for standard input.

Options:
  --format text|json            Text for people (default), or one JSON document
           sarif|github         SARIF 2.1.0, or annotations for a GitHub workflow
  --fail-on error|warning|info|none
                                What makes the exit status 1 (default: warning)
  --all                         All Dockerfiles in a folder and below it, not only its own
${projectHelp}
  --no-color                    No colours; the variable NO_COLOR does the same
  --help, --version             Prints this text, or the version

Exit status: 0 nothing at or above --fail-on; 1 something is; 2 some input cannot be used.
`;

type Format = (typeof formats)[number];

/** Exactly one Dockerfile keeps the document of its own. */
function draw(
  format: Format,
  files: readonly CheckedFile[],
  unusable: readonly string[],
  failOn: FailOn,
): string | null {
  const print = (document: object) => `${JSON.stringify(document, null, 2)}\n`;
  const [only] = files;
  switch (format) {
    case 'json':
      if (only !== undefined && files.length === 1 && unusable.length === 0) return print(makeDocument(only));
      return print(makeSeveralDocuments(files, unusable, { version, failOn }));
    case 'sarif':
      return print(makeSarif(files, unusable, version));
    case 'github':
      return drawAnnotations(files, unusable);
    case 'text':
      return null;
  }
}

function checkInput(
  input: Input,
  options: ReturnType<typeof readBuildOptions>,
  failOn: FailOn,
  surroundings: Surroundings,
): CheckedFile | string {
  const analysis = analyzeProject(input.project, options);
  const missing = explainMissingTarget(options.target, analysis);
  if (missing !== null) return missing;
  return { ...input, version, analysis, verdict: judge(analysis, failOn), folder: surroundings.folder };
}

export const check = defineCommand({
  name: 'check',
  summary: 'What is wrong with a Dockerfile, what to do, a score, size and times',
  help,
  options: {
    ...projectOptions,
    format: { type: 'string', default: 'text' },
    'fail-on': { type: 'string', default: 'warning' },
    all: { type: 'boolean', default: false },
  },
  run(values, paths, surroundings): Outcome {
    const format = readChoice('--format', formats, values.format);
    const failOn = readChoice('--fail-on', failOnLevels, values['fail-on']);
    const options = readBuildOptions(values, surroundings);
    const { inputs, unusable } = readInputs(paths, values, surroundings);
    const results = inputs.map((input) => checkInput(input, options, failOn, surroundings));
    const files = results.filter((result) => typeof result !== 'string');
    const refused = [...unusable, ...results.filter((result) => typeof result === 'string')];
    if (files.length === 0) return refuse(...refused);
    const style = chooseStyle(surroundings, values['no-color']);
    const stdout =
      draw(format, files, refused, failOn) ??
      `${files.map((file) => drawReport(file, style)).join('\n\n')}${files.length === 1 ? '' : drawTotal(files, style)}`;
    if (refused.length > 0) return { ...refuse(...refused), stdout };
    return { status: files.every(({ verdict }) => verdict.passed) ? exitStatus.clean : exitStatus.found, stdout };
  },
});
