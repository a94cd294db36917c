import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Recording, recording } from './schema';
import { findSecrets, removeSecrets } from './secrets';

function withStep(name: string): Recording {
  return recording.parse({
    id: 'pasted',
    title: 'Pasted build',
    summary: '',
    origin: 'pasted',
    source: { title: 'Pasted', date: 'undated' },
    circumstances: [],
    base: 'not stated',
    steps: [{ name, seconds: 1, kind: 'run' }],
    failure: { message: name, output: [name] },
    layers: [{ createdBy: name, bytes: 1 }],
  });
}

// Put together here, so that no scanner takes this file for a leak.
const letters = 'aB3'.repeat(14);

describe('findSecrets', () => {
  it.each([
    [`RUN git clone https://x:${letters}@example.org/a.git`, 'a password in an address'],
    [`RUN curl -H "Authorization: Bearer ${letters}" example.org`, 'an authorization header'],
    [`ENV GITHUB=${'ghp'}_${letters}`, 'a GitHub token'],
    [`RUN pip install --index-url https://__token__:${'pypi'}-${letters}@pypi.example`, 'a PyPI token'],
    [`ENV AWS=${'AKIA'}ABCDEFGHIJKLMNOP`, 'an AWS access key'],
    ['ENV DB_PASSWORD=hunter2hunter2', 'a password or token in a variable'],
    ['RUN echo api_key: "abcdef123456"', 'a password or token in a variable'],
    [`-----BEGIN ${'RSA PRIVATE'} KEY-----`, 'a private key'],
  ])('finds in %s %s', (text, looksLike) => {
    const found = findSecrets(withStep(text));
    expect(found.map((one) => one.looksLike)).toContain(looksLike);
    expect(findSecrets(removeSecrets(withStep(text)))).toEqual([]);
  });

  it.each([
    ['RUN pip install -r requirements.txt', 'an ordinary step'],
    ['RUN --mount=type=secret,id=token pip install x', 'a secret mount, which is the right way'],
    ['ARG TOKEN', 'a name alone'],
    ['RUN PASSWORD=$PASSWORD make', 'a variable'],
    ['RUN PASSWORD_FILE=/run/secrets/db make', 'the place of a file'],
    ['sha256:9522803ef719c7fcd8c91df0c8251017ec9eb5d8ab22f5f56215290646fa405f', 'a digest'],
    ['RUN pip install tokenizers==0.15.2 secretstorage==3.3.3', 'packages of such names'],
    ['FROM ghcr.io/astral-sh/uv:0.5.1-python3.13', 'an image'],
  ])('is silent about %s: %s', (text) => {
    expect(findSecrets(withStep(text))).toEqual([]);
  });

  it('never shows more than the beginning', () => {
    for (const { excerpt } of findSecrets(withStep(`ENV TOKEN=${letters}`))) expect(excerpt.length).toBeLessThan(6);
  });

  it('leaves a recording without secrets as it is, and any recording one that the schema takes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const before = withStep(text);
        const after = removeSecrets(before);
        expect(recording.parse(after)).toEqual(after);
        if (findSecrets(before).length === 0) expect(after).toEqual(before);
      }),
    );
  });
});
