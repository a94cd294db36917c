import type { Build } from '../build/types';
import { replaceText } from '../rules-support/edits';
import { fileName } from '../rules-support/paths';
import { finalStages, finalSteps, placed, runs } from '../rules-support/steps';
import { readShell } from '../syntax/shell/commands';
import type { Command, HealthcheckInstruction, Word } from '../syntax/types';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

const fetchers = new Set(['curl', 'wget']);

/** The program that a check starts first, where it is one that fetches. */
function findFetcher(command: Command): Pick<Word, 'text' | 'range'> | null {
  if (command.form === 'exec') {
    const [first] = command.words;
    return first !== undefined && fetchers.has(fileName(first.text)) ? first : null;
  }
  const call = readShell(command).commands.find((entry) => fetchers.has(fileName(entry.name)));
  return call === undefined ? null : { text: call.name, range: call.nameRange };
}

/** Whether the final image may have the program: by its base, a package, a copied file, or because a RUN calls it. */
function mayHave(build: Build, name: string): boolean {
  const [bottom] = finalStages(build);
  const isPlain = ['slim', 'alpine', 'minimal'].includes(bottom?.profile.variant ?? '');
  if (build.target === null || bottom === undefined || !isPlain || bottom.base.kind !== 'image') return true;
  const record = build.catalog.programs.find((entry) => entry.program === name);
  if (bottom.profile.distribution === 'alpine' && (name === 'wget' || record?.busybox === true)) return true;
  const packages = [name, ...(record?.debian ?? []), ...(record?.alpine ?? [])];
  if (packages.some((entry) => build.target?.after.osPackages.has(entry) === true)) return true;
  const isNamed = finalSteps(build).some(
    ({ instruction }) =>
      (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') &&
      [instruction.destination, ...instruction.sources].some((word) => fileName(word.text) === name),
  );
  const final = finalStages(build);
  return (
    isNamed ||
    runs(build).some(
      (run) =>
        final.includes(run.stage) &&
        run.invocations.some(
          ({ program, words }) => program === name || words.some((word) => fileName(word.text) === name),
        ),
    )
  );
}

/** `curl -f URL || exit 1` and nothing else, as a line of Python. */
function askWithPython(build: Build, { command }: HealthcheckInstruction): Fix | null {
  if (command === null || (build.target?.profile.python ?? null) === null) return null;
  const text =
    command.form === 'exec'
      ? command.words.map((word) => word.text).join(' ')
      : command.text.replace(/\s+/g, ' ').trim();
  const read = /^(?:curl|wget)(?: -[\w-]+)* ["']?(https?:\/\/[\w.:/?=&%-]+)["']?(?: \|\| exit 1)?$/.exec(text);
  const url = read?.[1];
  if (url === undefined) return null;
  const script = `import urllib.request; urllib.request.urlopen('${url}', timeout=3)`;
  return {
    title: 'Ask with Python itself',
    safety: 'review',
    edits: [replaceText(build, command.range, `["python", "-c", ${JSON.stringify(script)}]`)],
  };
}

export const texts: RuleTexts = {
  title: 'The health check calls a program that is not installed',
  category: 'reliability',
  wrong: 'The image does not have the program that the health check calls.',
  why: 'Each check fails, and the container counts as unhealthy however well it works. The slim images of Python have neither `curl` nor `wget`.',
  remedy:
    'Ask with Python itself: `python -c "import urllib.request; urllib.request.urlopen(\'http://127.0.0.1:8000/\')"`.',
  recordings: [],
};

export default defineRule({
  id: 'health-check-without-program',
  part: 'configuration',
  severity: 'error',
  codes: {},
  check(build) {
    const last = placed(build, 'HEALTHCHECK').findLast(({ stage }) => finalStages(build).includes(stage));
    const command = last?.instruction.command ?? null;
    if (last === undefined || command === null) return [];
    const called = findFetcher(command);
    if (called === null || mayHave(build, fileName(called.text))) return [];
    const fix = askWithPython(build, last.instruction);
    return [
      {
        range: called.range,
        stage: last.stage.index,
        wrong: `The health check calls \`${fileName(called.text)}\`, which this image does not have.`,
        ...(fix === null ? {} : { fix }),
      },
    ];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'curl on a slim image',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nHEALTHCHECK CMD curl -f http://localhost:8000/health || exit 1\n',
    good: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nHEALTHCHECK CMD curl -f http://localhost:8000/health || exit 1\n',
    fires: ['curl'],
  },
  {
    title: 'Alpine has a wget of its own',
    bad: 'FROM python:3.13-alpine\nHEALTHCHECK CMD ["curl", "--fail", "http://localhost:8000/"]\n',
    good: 'FROM python:3.13-alpine\nHEALTHCHECK CMD ["wget", "-q", "--spider", "http://localhost:8000/"]\n',
    fires: ['"curl"'],
  },
];
