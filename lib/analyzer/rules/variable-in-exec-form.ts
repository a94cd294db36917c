import type { Build } from '../build/types';
import { replaceText } from '../rules-support/edits';
import { fileName } from '../rules-support/paths';
import { isPython } from '../rules-support/pip';
import { isCommand } from '../rules-support/start-command';
import { type Placed, placed } from '../rules-support/steps';
import type { SourceRange } from '../syntax/range';
import type { CommandInstruction, ExecCommand, HealthcheckInstruction, RunInstruction } from '../syntax/types';
import { defineRule, type Fix, type Report, type RuleExample, type RuleTexts } from './types';

type Running = Placed<CommandInstruction | HealthcheckInstruction | RunInstruction>;

/** `$NAME` and `${NAME…}` without a backslash or a second `$` in front. */
const variable = /(?<![\\$])\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?[-+?][^}]*|[#%][^}]*)?\})/g;

/** Programs that read what follows as a script or a template, and expand it by themselves. */
const expanding =
  /^(?:(?:ba|da|a|z|k|c|fi)?sh|busybox|su|runuser|ssh|cmd(?:\.exe)?|p(?:ower)?w?sh(?:ell)?(?:\.exe)?|execlineb|envsubst|dockerize|g?awk|mawk|sed|perl|make|jq|np[mx]|yarn|pnpm|node|php|ruby|parallel|watch|entr|logstash|fluent-bit|telegraf|.*beat)$/;

/** Programs that start what stands behind them as it is. */
const starting = /^(?:tini|tini-static|dumb-init|catatonit|docker-init|gosu|su-exec)$/;

/** Written the same in an array and in a script. */
const plain = /^[\w./:=@%+,-]+$/;

/** A variable that holds several words. */
const manyWords = /^\$\{?\w*(?:OPTS|OPTIONS|ARGS|FLAGS|ARGUMENTS)\}?$/;

/** The names of the variables that somebody meant to write in a word. */
function namesIn(text: string, declared: (name: string) => boolean): readonly string[] {
  return Array.from(text.matchAll(variable), (match) => match[1] ?? match[2] ?? '').filter(
    (name) => /^[A-Z_][A-Z0-9_]+$/.test(name) || declared(name),
  );
}

/** Whether a program of the array, or the one that gets it for arguments, makes something of a `$` by itself. */
function isExpanded({ words }: ExecCommand): boolean {
  const [first, ...rest] = words.map(({ text }) => text);
  if (first === undefined || expanding.test(fileName(first))) return true;
  const program = fileName(first);
  // `java` hands its properties to frameworks that put variables in.
  if (program === 'java' && rest.some((text) => /=.*\$\{/.test(text))) return true;
  if (program === 'env' && rest.some((text) => /^(?:-\w*S|--split-string)/.test(text))) return true;
  const isScript = (text: string) =>
    expanding.test(fileName(text)) || text === '--command' || (text === '-c' && isPython(program));
  const at = rest.findIndex(isScript);
  return at >= 0 && rest.slice(at + 1).some((text) => text.includes('$'));
}

/** A word as a script has it, with its variables left to the shell. */
function quote(text: string, names: readonly string[]): string {
  if (names.length === 0) return plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
  if (manyWords.test(text)) return text;
  const escaped = text.replace(/["\\`]|\$/g, (sign, at: number) => {
    const rest = new RegExp(variable.source, 'y');
    rest.lastIndex = at;
    return sign === '$' && rest.test(text) ? sign : `\\${sign}`;
  });
  return `"${escaped}"`;
}

/** A shell that expands the variables and then gives its place to the program. */
function startShell(build: Build, entry: Running, command: ExecCommand, words: readonly string[]): Fix | null {
  const { instruction, stage, step, triggered } = entry;
  const { distribution } = stage.profile;
  if (triggered || distribution === 'distroless' || distribution === 'unknown') return null;
  const script = words.join(' ');
  if (instruction.keyword === 'RUN') {
    if (!/sh$/.test(step.before.shell[0] ?? '') || script.startsWith('-') || script.startsWith('[')) return null;
    return { title: 'Write the shell form', safety: 'review', edits: [replaceText(build, command.range, script)] };
  }
  const { entrypoint } = stage.after;
  const array = ['sh', '-c', `exec ${script}`];
  if (instruction.keyword === 'ENTRYPOINT') array.splice(2, 1, `exec ${script} "$@"`, 'sh');
  else if (instruction.keyword === 'CMD' && entrypoint !== null) {
    if (!isCommand(entrypoint) || entrypoint.command.form !== 'exec') return null;
    if (!entrypoint.command.words.every(({ text }) => text.startsWith('-') || starting.test(fileName(text))))
      return null;
  }
  return {
    title: 'Start a shell that expands it',
    safety: 'review',
    edits: [replaceText(build, command.range, `[${array.map((word) => JSON.stringify(word)).join(', ')}]`)],
  };
}

/** The place of the first variable; its whole word where JSON writes it in another way. */
function placeOf(build: Build, range: SourceRange, name: string): SourceRange {
  const written = build.dockerfile.text.slice(range.start, range.end);
  const match = new RegExp(`\\$(?:${name}(?!\\w)|\\{${name}[^}]*\\})`).exec(written);
  if (match === null) return range;
  const start = range.start + match.index;
  return { start, end: start + match[0].length };
}

function report(build: Build, entry: Running): readonly Report[] {
  const { instruction, stage, step } = entry;
  const { command } = instruction;
  if (command?.form !== 'exec' || !command.words.some(({ text }) => text.includes('$')) || isExpanded(command))
    return [];
  const isRun = instruction.keyword === 'RUN';
  const { entrypoint } = stage.after;
  // What a script of the image's own makes of its arguments, nobody knows; a shell expands them.
  if (instruction.keyword === 'CMD' && isCommand(entrypoint) && entrypoint.command.form === 'exec') {
    const programs = entrypoint.command.words.map(({ text }) => fileName(text));
    if (programs.some((text) => expanding.test(text) || text.endsWith('.sh') || text.includes('entrypoint'))) return [];
  }
  const { environment, buildArguments } = step.before;
  const lasting = isRun ? environment : stage.after.environment;
  const declared = (name: string) => lasting.has(name) || buildArguments.has(name);
  const read = command.words.map((word) => ({ word, names: namesIn(word.text, declared) }));
  const first = read.find(({ names }) => names.length > 0);
  const [name] = first?.names ?? [];
  if (first === undefined || name === undefined) return [];
  const names = [...new Set(read.flatMap((each) => each.names))];
  // In a step the shell expands to nothing what has no value, which is no better.
  const isSet = !isRun || names.every((each) => declared(each) || each === 'HOME' || each === 'PATH');
  const gone = isRun ? undefined : names.find((each) => buildArguments.has(each) && !lasting.has(each));
  const fix =
    gone === undefined && isSet
      ? startShell(
          build,
          entry,
          command,
          read.map((each) => quote(each.word.text, each.names)),
        )
      : null;
  return [
    {
      range: placeOf(build, first.word.range, name),
      stage: stage.index,
      wrong: `No shell reads this array, so ${names.map((each) => `\`${each}\``).join(' and ')} ${names.length > 1 ? 'are' : 'is'} not expanded.`,
      ...(isRun ? { remedy: 'Write the command in shell form.' } : {}),
      ...(gone === undefined
        ? {}
        : {
            remedy: `Keep the build argument with \`ENV ${gone}=$${gone}\`, and start the program by a shell: \`["sh", "-c", "exec …"]\`.`,
          }),
      ...(fix === null ? {} : { fix }),
    },
  ];
}

export const texts: RuleTexts = {
  title: 'A JSON array holds a variable that nothing expands',
  category: 'reliability',
  wrong: 'No shell reads this array, so the variable is not expanded.',
  why: 'The program gets the text as it stands, with the `$`. A server then reports an invalid port, or a file is written under that name.',
  remedy: 'Start the program by a shell that gives its place to it: `["sh", "-c", "exec …"]`.',
  recordings: [],
};

export default defineRule({
  id: 'variable-in-exec-form',
  part: 'configuration',
  severity: 'warning',
  codes: {},
  check(build) {
    return placed(build, 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'RUN').flatMap((entry) => report(build, entry));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The port of a server',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nCMD ["gunicorn", "--bind", "0.0.0.0:$PORT", "main:app"]\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nCMD ["sh", "-c", "exec gunicorn --bind \\"0.0.0.0:$PORT\\" main:app"]\n',
    files: {
      'main.py': 'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"ready"]\n',
    },
    fires: ['$PORT'],
  },
  {
    title: 'A folder of ENV in a RUN',
    bad: 'FROM python:3.13-slim\nENV data=/srv/data\nRUN ["mkdir", "-p", "${data}"]\n',
    good: 'FROM python:3.13-slim\nENV data=/srv/data\nRUN mkdir -p "${data}"\n',
    fires: ['${data}'],
  },
  {
    title: 'An entry point that takes further arguments',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nENTRYPOINT ["python", "main.py", "--level=$LEVEL"]\nCMD ["--all"]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nENTRYPOINT ["python", "main.py", "--level=info"]\nCMD ["--all"]\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['$LEVEL'],
  },
];
