import { contextCopies, copiedEntries, findEntries, sourceOf } from '../rules-support/context-copies';
import { ignorePath } from '../rules-support/ignore-file';
import { fileName } from '../rules-support/paths';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** File names under which people keep passwords and keys. */
const secret =
  /^(?:\.env(?:\.(?!example$|sample$|template$|dist$).*)?|id_(?:rsa|dsa|ecdsa|ed25519)|.*\.(?:pem|key|p12|pfx|keystore)|\.netrc|\.pypirc|\.npmrc|\.aws|\.ssh|credentials\.json|secrets?\.(?:json|ya?ml|toml))$/i;

export const texts: RuleTexts = {
  title: 'A file with secrets is copied into the image',
  category: 'security',
  wrong: 'A file that usually holds secrets is copied into the image.',
  why: 'Anyone who can pull the image can read it, even if a later step deletes it.',
  remedy: 'Add it to `.dockerignore`, and pass secrets to the container when it starts.',
  recordings: [],
};

export default defineRule({
  id: 'secrets-copied',
  severity: 'error',
  codes: {},
  check(build) {
    const secrets = findEntries(build, (path) => path.split('/').some((part) => secret.test(part)));
    if (secrets.length === 0) return [];
    return contextCopies(build).flatMap(({ instruction, stage, step }) =>
      copiedEntries(step, secrets).flatMap((entry) => {
        const source = sourceOf(instruction, entry.path);
        if (source === null) return [];
        return [
          {
            range: source.range,
            stage: stage.index,
            wrong: `This copies \`${entry.path}\` into the image, and such a file usually holds secrets.`,
            fix: {
              title: `Add ${fileName(entry.path)} to .dockerignore`,
              safety: 'review' as const,
              edits: [ignorePath(build, entry.path)],
            },
          },
        ];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A file of environment variables',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n',
    files: { 'main.py': 'print("ready")\n', '.env': 'DB_PASSWORD=hunter2\n', '.env.example': 'DB_PASSWORD=\n' },
    goodFiles: { '.dockerignore': '.env\n' },
    fires: ['.'],
  },
];
