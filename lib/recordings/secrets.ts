import type { Recording } from './schema';

/** Something in a recording that looks like a credential. */
export interface SuspectedSecret {
  /** What it looks like: `a GitHub token`. */
  readonly looksLike: string;
  /** Its beginning, the rest left out: enough to find it. */
  readonly excerpt: string;
}

interface Pattern {
  readonly looksLike: string;
  /** The group `secret`, or all of it, is the credential. Bounded, so that no text takes long. */
  readonly expression: RegExp;
}

// The prefixes are those that the issuers publish, so that scanners can find their tokens.
const patterns: readonly Pattern[] = [
  { looksLike: 'a private key', expression: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g },
  { looksLike: 'a GitHub token', expression: /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})/g },
  { looksLike: 'a GitLab token', expression: /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[A-Za-z0-9_-]{16,255}/g },
  { looksLike: 'a PyPI token', expression: /\bpypi-[A-Za-z0-9_-]{30,255}/g },
  { looksLike: 'an npm token', expression: /\bnpm_[A-Za-z0-9]{30,255}/g },
  { looksLike: 'an AWS access key', expression: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  { looksLike: 'a Slack token', expression: /\bxox[abposr]-[A-Za-z0-9-]{10,255}/g },
  { looksLike: 'a Google API key', expression: /\bAIza[0-9A-Za-z_-]{35}\b/g },
  { looksLike: 'a Docker token', expression: /\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{20,255}/g },
  { looksLike: 'a Hugging Face token', expression: /\bhf_[A-Za-z0-9]{30,255}\b/g },
  { looksLike: 'an API key', expression: /\bsk-(?:[a-z]+-)?[A-Za-z0-9_-]{24,255}/g },
  {
    looksLike: 'a JSON web token',
    expression: /\beyJ[A-Za-z0-9_-]{8,4000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,4000}/g,
  },
  { looksLike: 'a password in an address', expression: /:\/\/[^\s/:@'"]{1,100}:(?<secret>[^\s/@'"$*{}<>]{3,200})@/g },
  {
    looksLike: 'a password or token in a variable',
    expression:
      /\b[\w-]{0,40}(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|credentials?)[\w-]{0,20}["']?\s{0,3}[=:](?!=)\s{0,3}["']?(?<secret>[^\s"'$,;&|(){}<>*…]{6,200})/gi,
  },
  { looksLike: 'an authorization header', expression: /\b(?:Bearer|Basic)\s+(?<secret>[A-Za-z0-9+/._~=-]{16,4000})/g },
];

/** What values after `PASSWORD=` and the like are no secrets: names of files and of variables, and words that say nothing. */
const harmless = /^(?:\/|\.\/|true$|false$|none$|null$|changeme$|password$|secret$|x{3,}$|id=|type=|%)/i;

const mostFound = 50;

/** What in a recording looks like a credential, each once, at most 50. A warning, not a proof: what looks like nothing is not found. */
export function findSecrets(recording: Recording): readonly SuspectedSecret[] {
  const found = new Map<string, SuspectedSecret>();
  replaceTexts(recording, (text) => {
    for (const { secret, looksLike } of matchesIn(text)) {
      if (found.size < mostFound && !found.has(secret))
        found.set(secret, { looksLike, excerpt: `${secret.slice(0, 4)}…` });
    }
    return text;
  });
  return [...found.values()];
}

/** The recording with everything that looks like a credential replaced by `[removed]`. */
export function removeSecrets(recording: Recording): Recording {
  return replaceTexts(recording, (text) => {
    const secrets = matchesIn(text).map(({ secret }) => secret);
    return secrets
      .toSorted((one, other) => other.length - one.length)
      .reduce((cleaned, secret) => cleaned.replaceAll(secret, '[removed]'), text);
  });
}

function matchesIn(text: string): readonly { readonly secret: string; readonly looksLike: string }[] {
  return patterns.flatMap(({ expression, looksLike }) =>
    [...text.matchAll(expression)].flatMap((match) => {
      const secret = match.groups?.secret ?? match[0];
      return secret === '[removed]' || (match.groups?.secret !== undefined && harmless.test(secret))
        ? []
        : [{ secret, looksLike }];
    }),
  );
}

/** Every text of a recording that came from what was pasted. */
function replaceTexts(recording: Recording, replace: (text: string) => string): Recording {
  const { failure, layers, warnings, buildCache, exported, starts, contents } = recording;
  return {
    ...recording,
    title: replace(recording.title),
    summary: replace(recording.summary),
    circumstances: recording.circumstances.map(replace),
    ...(recording.note === undefined ? {} : { note: replace(recording.note) }),
    steps: recording.steps.map((step) => ({
      ...step,
      name: replace(step.name),
      ...(step.parts === undefined ? {} : { parts: step.parts.map((part) => ({ ...part, name: replace(part.name) })) }),
    })),
    instructions: recording.instructions.map(replace),
    requirements: recording.requirements.map(replace),
    rebuilds: recording.rebuilds.map((rebuild) => ({
      ...rebuild,
      edit: replace(rebuild.edit),
      ran: rebuild.ran.map(replace),
    })),
    ...(failure === undefined
      ? {}
      : { failure: { ...failure, message: replace(failure.message), output: failure.output.map(replace) } }),
    ...(layers === undefined
      ? {}
      : { layers: layers.map((layer) => ({ ...layer, createdBy: replace(layer.createdBy) })) }),
    ...(warnings === undefined ? {} : { warnings: warnings.map(replace) }),
    ...(exported === undefined ? {} : { exported: { ...exported, names: exported.names.map(replace) } }),
    ...(starts === undefined ? {} : { starts: { ...starts, output: starts.output.map(replace) } }),
    ...(contents === undefined
      ? {}
      : { contents: contents.map((content) => ({ ...content, createdBy: replace(content.createdBy) })) }),
    ...(buildCache === undefined
      ? {}
      : {
          buildCache: {
            ...buildCache,
            entries: buildCache.entries.map((entry) => ({
              ...entry,
              ...(entry.description === undefined ? {} : { description: replace(entry.description) }),
            })),
          },
        }),
  };
}
