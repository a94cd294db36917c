import { assignments } from '../rules-support/assignments';
import { type Option, readArguments } from '../rules-support/commands';
import { removeWord } from '../rules-support/edits';
import { type PlacedRun, runs } from '../rules-support/steps';
import type { ShellWord } from '../syntax/shell';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Options of curl and wget that take a value: a `k` behind one of them is part of the value. */
const valued = new Set('-o -O -H -d -X -u -A -e -b -c -F -T -x -m -w -C -r -K -Q -P -a -t -i'.split(' '));
const unchecked = new Set(['--insecure', '--no-check-certificate', '--proxy-insecure']);

/** Variables that switch the check off, with the values that do. */
const variables: Readonly<Record<string, RegExp>> = {
  GIT_SSL_NO_VERIFY: /^(?!(?:0|false|)$)/i,
  NODE_TLS_REJECT_UNAUTHORIZED: /^0$/,
  NPM_CONFIG_STRICT_SSL: /^false$/i,
  npm_config_strict_ssl: /^false$/i,
  PYTHONHTTPSVERIFY: /^0$/,
};

/** `git -c http.sslVerify=false`, `npm config set strict-ssl false` and the like. */
const configured = /(?:^| )(?:http\.sslverify|strict-ssl|ssl_verify)[ =](?:false|no|0)\b/i;

function isUnchecked({ name }: Option, program: string): boolean {
  return unchecked.has(name) || (program === 'curl' && name === '-k');
}

/** The words of a RUN that switch the check off, each with whether it can be left out by itself. */
function wordsOf(run: PlacedRun): readonly { readonly word: ShellWord; readonly alone: boolean }[] {
  return run.invocations.flatMap(({ program, words }) => {
    if (program === 'curl' || program === 'wget') {
      return readArguments(words, program === 'curl' ? valued : new Set())
        .options.filter((option) => isUnchecked(option, program))
        .map(({ word }) => ({ word, alone: word.text === '-k' || unchecked.has(word.text) }));
    }
    const last = words.at(-1);
    const text = words.map((word) => word.text).join(' ');
    const asks = ['git', 'npm', 'yarn', 'pnpm', 'conda', 'mamba'].includes(program) && configured.test(text);
    const word = asks ? (words.find((entry) => configured.test(entry.text)) ?? last) : undefined;
    return word === undefined ? [] : [{ word, alone: false }];
  });
}

export const texts: RuleTexts = {
  title: 'A download does not check the certificate',
  category: 'security',
  wrong: 'This command does not check the certificate of the server.',
  why: "Anyone on the network path can answer in the server's place, and what they send goes into the image or runs during the build.",
  remedy: 'Remove the option; where the certificate is your own, copy it in and run `update-ca-certificates`.',
  recordings: [],
};

export default defineRule({
  id: 'certificate-unchecked',
  part: 'downloads',
  severity: 'warning',
  codes: {},
  check(build) {
    const ofVariables = assignments(build, ...Object.keys(variables))
      .filter(({ assignment: { name, value } }) => {
        const known = variables[name.text];
        return value !== null && known?.test(value.text.replace(/^(["'])(.*)\1$/, '$2')) === true;
      })
      .map(({ assignment, stage }) => ({
        range: assignment.range,
        stage: stage.index,
        wrong: 'This switches certificate checks off, for every later step and every container.',
      }));
    const ofCommands = runs(build, 'curl', 'wget', 'git', 'npm', 'yarn', 'pnpm', 'conda', 'mamba').flatMap((run) =>
      wordsOf(run).map(({ word, alone }) => ({
        range: word.range,
        stage: run.stage.index,
        ...(alone
          ? {
              fix: {
                title: `Remove ${word.text}`,
                safety: 'review' as const,
                edits: [removeWord(build, word.range)],
              },
            }
          : {}),
      })),
    );
    return [...ofVariables, ...ofCommands].toSorted((one, other) => one.range.start - other.range.start);
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A download with curl and one with wget',
    bad: 'FROM buildpack-deps:trixie\nRUN curl -fsSLk -o /tool https://example.org/tool && wget --no-verbose --no-check-certificate https://example.org/data\n',
    good: 'FROM buildpack-deps:trixie\nRUN curl -fsSL -o k https://example.org/tool && wget --no-verbose https://example.org/data\n',
    fires: ['-fsSLk', '--no-check-certificate'],
  },
  {
    title: 'A variable for all steps',
    bad: 'FROM python:3.13\nENV GIT_SSL_NO_VERIFY=1\nRUN git -c http.sslVerify=false clone --depth 1 https://example.org/app.git\n',
    good: 'FROM python:3.13\nCOPY ours.crt /usr/local/share/ca-certificates/\nRUN update-ca-certificates && git clone --depth 1 https://example.org/app.git\n',
    fires: ['GIT_SSL_NO_VERIFY=1', 'http.sslVerify=false'],
    files: { 'ours.crt': '' },
  },
  {
    title: 'A setting of a package manager',
    bad: 'FROM continuumio/miniconda3:25.3.1-1\nRUN conda config --set ssl_verify false\n',
    good: 'FROM continuumio/miniconda3:25.3.1-1\nRUN conda config --set ssl_verify /etc/ssl/certs/ca-certificates.crt\n',
    fires: ['false'],
  },
];
