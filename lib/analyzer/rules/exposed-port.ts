import type { Build, Step } from '../build/types';
import { replaceText } from '../rules-support/edits';
import { placed } from '../rules-support/steps';
import { expandWord, variablesIn } from '../syntax/expand';
import type { Word } from '../syntax/types';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

const highestPort = 65_535;

type Fault = Pick<Report, 'wrong' | 'why' | 'remedy' | 'severity' | 'codes'> & { readonly better?: string };

function findFault(text: string): Fault | null {
  const [ports = '', protocol = '', ...rest] = text.split('/');
  if (text.includes('$') || rest.length > 0) return null;
  if (/:/.test(ports)) {
    return {
      wrong: 'EXPOSE takes only the port of the container, without an address or a port of the host.',
      why: 'The port of the host is chosen when the container starts, with `docker run --publish`.',
      remedy: 'Keep only the last number.',
      codes: {
        buildkit: ['ExposeInvalidFormat', ...(protocol === protocol.toLowerCase() ? [] : ['ExposeProtoCasing'])],
      },
      better: ports.slice(ports.lastIndexOf(':') + 1) + (protocol === '' ? '' : `/${protocol.toLowerCase()}`),
    };
  }
  if (ports.split('-').some((port) => /^\d+$/.test(port) && Number(port) > highestPort)) {
    return { wrong: `There is no port above ${highestPort}.`, codes: { hadolint: ['DL3011'] } };
  }
  if (protocol !== protocol.toLowerCase()) {
    return {
      wrong: 'The protocol is not in lower case.',
      why: 'Docker accepts both; other tools compare letter by letter.',
      remedy: 'Write it in lower case.',
      severity: 'info',
      codes: { buildkit: ['ExposeProtoCasing'] },
      better: `${ports}/${protocol.toLowerCase()}`,
    };
  }
  return null;
}

/** The word with its quotes resolved and the values of its variables; as it stands where one of them is not known. */
function expand(build: Build, { before }: Step, word: Word): string {
  const lookup = (name: string) => before.environment.get(name) ?? before.buildArguments.get(name) ?? undefined;
  if (variablesIn(word.text, build.dockerfile.escape, lookup, true).length > 0) return word.text;
  const expanded = expandWord(word.text, lookup, build.dockerfile.escape);
  return 'value' in expanded ? expanded.value : word.text;
}

export const texts: RuleTexts = {
  title: 'EXPOSE does not name a valid port',
  category: 'reliability',
  wrong: 'This is not a port of a container.',
  why: 'EXPOSE tells people and tools where the program listens, and nothing can listen there.',
  remedy: 'Name a port from 0 to 65535, such as `8000` or `8000/udp`.',
  recordings: [],
};

export default defineRule({
  id: 'exposed-port',
  part: 'configuration',
  severity: 'error',
  codes: { hadolint: ['DL3011'], buildkit: ['ExposeInvalidFormat', 'ExposeProtoCasing'] },
  failures: ['invalid-port'],
  check(build) {
    return placed(build, 'EXPOSE').flatMap(({ instruction, stage, step }) =>
      instruction.words.flatMap((word: Word) => {
        const fault = findFault(expand(build, step, word));
        if (fault === null) return [];
        const { better, ...texts } = fault;
        const isPlain = better !== undefined && /^\d/.test(better) && !/[$"']/.test(word.text);
        return [
          {
            range: word.range,
            stage: stage.index,
            ...texts,
            ...(isPlain
              ? {
                  fix: {
                    title: `Write ${better}`,
                    safety: 'safe' as const,
                    edits: [replaceText(build, word.range, better)],
                  },
                }
              : {}),
          },
        ];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Port and address of the host, as for docker run',
    bad: 'FROM python:3.13-slim\nEXPOSE 8080:80 127.0.0.1:9000:9000/tcp\n',
    good: 'FROM python:3.13-slim\nEXPOSE 80 9000/tcp 9100-9200\n',
    fires: ['8080:80', '127.0.0.1:9000:9000/tcp'],
  },
  {
    title: 'A number above the highest port',
    bad: 'FROM python:3.13-slim\nEXPOSE 80000 53/UDP\n',
    good: 'FROM python:3.13-slim\nEXPOSE 8000 53/udp\n',
    fires: ['80000', '53/UDP'],
  },
  {
    title: 'In quotes, and in a variable',
    bad: 'FROM python:3.13-slim\nENV PORTS=8000:8000\nEXPOSE $PORTS "9000/UDP"\n',
    good: 'FROM python:3.13-slim\nENV PORT=8000\nEXPOSE $PORT "9000/udp"\n',
    fires: ['$PORTS', '"9000/UDP"'],
  },
];
