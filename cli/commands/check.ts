import { type FailOn, failOnLevels } from '@/lib/analyzer/settings/types';
import { version } from '../../package.json';
import { analyzeProject, explainMissingTarget } from '../analyze-project';
import type { CheckedFile } from '../checked-file';
import { defineCommand, exitStatus, Misuse, type Outcome, readChoice, refuse } from '../command';
import { makeDocument } from '../document';
import { drawAnnotations } from '../github';
import { type Input, readInputs } from '../inputs';
import { projectHelp, projectOptions, readBuildOptions } from '../project-options';
import { makeSarif } from '../sarif';
import { settingsHelp, settingsOptions, settingsReader } from '../settings-options';
import { makeSeveralDocuments } from '../several-documents';
import { chooseStyle } from '../style';
import { drawReport, drawTotal } from '../text-report';
import { judge } from '../verdict';

const formats = ['text', 'json', 'sarif', 'github'] as const;

const help = `Usage: layerwise check PATH... [options]

Checks Dockerfiles as you would build them: what is wrong and what to do, a score, and the predicted size and
build times. Each PATH is a Dockerfile, whose folder is the build context; or a folder with a Dockerfile in it; or a
folder that is searched for Dockerfile, *.Dockerfile, Dockerfile.* and Containerfile; or - for standard input.

Options:
  --format text|json            Text for people (default), or one JSON document
           sarif|github         SARIF 2.1.0, or annotations for a GitHub workflow
  --fail-on error|warning|info|none
                                What makes the exit status 1 (default: warning, or what the settings say)
  --all                         All Dockerfiles in a folder and below it, not only its own
${projectHelp}
${settingsHelp}
  --site URL                    Where this project's pages are served, for links to the rules in SARIF; the
                                variable SITE_URL does the same
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
  site: URL | null,
): string | null {
  const print = (document: object) => `${JSON.stringify(document, null, 2)}\n`;
  const [only] = files;
  switch (format) {
    case 'json':
      if (only !== undefined && files.length === 1 && unusable.length === 0) return print(makeDocument(only));
      return print(makeSeveralDocuments(files, unusable, version));
    case 'sarif':
      return print(makeSarif(files, unusable, version, site));
    case 'github':
      return drawAnnotations(files, unusable);
    case 'text':
      return null;
  }
}

/** The address of the site; `null` where none is given. */
function readSite(given: string | undefined): URL | null {
  if (given === undefined || given === '') return null;
  const site = URL.canParse(given) ? new URL(given) : null;
  if (site !== null && /^https?:$/.test(site.protocol)) return site;
  throw new Misuse(`--site takes an address that begins with https:// or http://, not "${given}".`);
}

interface CheckOptions extends ReturnType<typeof readBuildOptions> {
  /** As given on the command line. */
  readonly failOn: FailOn | undefined;
  readonly folder: string;
  readonly readSettings: ReturnType<typeof settingsReader>;
}

/** One Dockerfile, checked; or sentences, why it could not be. */
function checkInput(
  input: Input,
  { failOn, folder, readSettings, ...options }: CheckOptions,
): CheckedFile | readonly string[] {
  const found = readSettings(input);
  if (!found.ok) return found.messages;
  const analysis = analyzeProject(input.project, { ...options, settings: found.settings });
  const missing = explainMissingTarget(options.target, analysis);
  if (missing !== null) return [missing];
  const verdict = judge(analysis, failOn ?? found.settings.failOn ?? 'warning');
  const notes = [...input.notes, ...found.notes];
  return { ...input, version, analysis, verdict, folder, notes, settings: found.files };
}

export const check = defineCommand({
  name: 'check',
  summary: 'What is wrong with a Dockerfile, what to do, a score, size and times',
  help,
  options: {
    ...projectOptions,
    ...settingsOptions,
    format: { type: 'string', default: 'text' },
    'fail-on': { type: 'string' },
    all: { type: 'boolean', default: false },
    site: { type: 'string' },
  },
  run(values, paths, surroundings): Outcome {
    const format = readChoice('--format', formats, values.format);
    const site = readSite(values.site ?? surroundings.environment.SITE_URL);
    const given = values['fail-on'];
    const options: CheckOptions = {
      ...readBuildOptions(values, surroundings),
      failOn: given === undefined ? undefined : readChoice('--fail-on', failOnLevels, given),
      folder: surroundings.folder,
      readSettings: settingsReader(values, surroundings),
    };
    const { inputs, unusable } = readInputs(paths, values, surroundings);
    const results = inputs.map((input) => checkInput(input, options));
    const files = results.filter((result) => 'analysis' in result);
    const refused = [...new Set([...unusable, ...results.flatMap((result) => ('analysis' in result ? [] : result))])];
    if (files.length === 0) return refuse(...refused);
    const style = chooseStyle(surroundings, values['no-color']);
    const stdout =
      draw(format, files, refused, site) ??
      `${files.map((file) => drawReport(file, style)).join('\n\n')}${files.length === 1 ? '' : drawTotal(files, style)}`;
    if (refused.length > 0) return { ...refuse(...refused), stdout };
    return { status: files.every(({ verdict }) => verdict.passed) ? exitStatus.clean : exitStatus.found, stdout };
  },
});
