import { assignmentsByName } from '../rules-support/assignments';
import { withoutQuotes } from '../rules-support/quotes';
import type { Word } from '../syntax/types';
import { defineRule, type Rule, type RuleExample, type RuleTexts } from './types';

const both: Rule['codes'] = { hadolint: ['DL3064'], buildkit: ['SecretsUsedInArgOrEnv'] };

const secretWord =
  /^(?:api_?key|auth|credentials?|git_?token|passwd|password|secrets?|token|access_?key|private_?key|pass_?phrase|pgpassword|mysql_pwd)$/i;
const secretPart =
  /(?:^|_)(?:apikey|api_key|auth|credentials?|passwd|password|pword|pw|secret|token|access_key|secret_key|private_key|encryption_key|passphrase)(?:_|$)/i;
/** Names that hold one of these words and no secret: a path to it, a switch, a count. */
const harmless =
  /(?:_FILE|_PATH|_DIR|_URL|_URI|_HOST|_NAME|_ID|_TYPE|_METHOD|_LENGTH|_LIFETIME|_EXPIRES?|_TTL|_ALGORITHM)$|(?:^|_)(?:PUBLIC|GPG_KEY|CACHE_KEY|SORT_KEY|PRIMARY_KEY)(?:_|$)/i;

/** Words at which BuildKit warns, whole or as a part between underscores. */
const buildkitPart = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;

function isEmpty(value: Word | null): boolean {
  return /^(?:""|'')?$/.test(value?.text ?? 'x');
}

/** The codes of the tools that take the name for one of a secret; `null` where we do not. */
function codesOf(name: string): Rule['codes'] | null {
  if (/(?:^|_)ACCESS_KEY_ID$/i.test(name)) return both;
  if (harmless.test(name)) return null;
  const isWord = secretWord.test(name) || secretPart.test(name);
  const isPart = buildkitPart.test(name);
  if (isWord) return isPart ? both : { hadolint: ['DL3064'] };
  return isPart ? { buildkit: ['SecretsUsedInArgOrEnv'] } : null;
}

export const texts: RuleTexts = {
  title: 'ARG or ENV holds a secret',
  category: 'security',
  wrong: 'By its name this variable holds a secret, and ARG or ENV makes it part of the image.',
  why: "Both are written into the image's configuration and history: anyone who can pull the image can read them with `docker history` or `docker inspect`.",
  remedy: 'Pass it to the build with `RUN --mount=type=secret`, and to the container when it starts.',
  recordings: [],
};

export default defineRule({
  id: 'secret-in-arg-or-env',
  part: 'configuration',
  severity: 'error',
  codes: both,
  check(build) {
    const global = build.dockerfile.instructions
      .slice(0, build.stages[0]?.from.index ?? 0)
      .flatMap((instruction) => (instruction.keyword === 'ARG' ? instruction.assignments : []))
      .flatMap(({ name }) => {
        const codes = codesOf(withoutQuotes(name.text));
        return codes === null ? [] : [{ range: name.range, codes }];
      });
    const ofStages = [...assignmentsByName(build)].flatMap(([name, found]) => {
      const codes = codesOf(withoutQuotes(name));
      return codes === null
        ? []
        : found
            // What the container gets when it starts has an empty default: nothing is given away.
            .filter(({ instruction, assignment }) => instruction.keyword === 'ARG' || !isEmpty(assignment.value))
            .map(({ assignment, stage }) => ({ range: assignment.name.range, codes, stage: stage.index }));
    });
    return [...global, ...ofStages];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A password in ENV',
    bad: 'FROM python:3.13-slim\nENV DB_PASSWORD=hunter2\n',
    good: 'FROM python:3.13-slim\nENV DB_PASSWORD_FILE=/run/secrets/db\n',
    fires: ['DB_PASSWORD'],
  },
  {
    title: 'A token for the build',
    bad: 'ARG PIP_TOKEN\nFROM python:3.13-slim\nARG PIP_TOKEN\nRUN pip install --no-cache-dir mine==1.0\n',
    good: 'FROM python:3.13-slim\nRUN --mount=type=secret,id=pip,env=PIP_INDEX_URL pip install --no-cache-dir mine==1.0\n',
    fires: ['PIP_TOKEN', 'PIP_TOKEN'],
  },
];
