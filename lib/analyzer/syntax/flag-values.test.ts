import { describe, expect, it } from 'vitest';
import { parseDockerfile } from './parse';

/** What is underlined in a Dockerfile with the one instruction, and the code. */
function faults(instruction: string): readonly string[] {
  const text = `FROM scratch\n${instruction}\n`;
  return parseDockerfile(text).problems.map(({ code, range }) => `${code}: ${text.slice(range.start, range.end)}`);
}

describe('the value of a flag', () => {
  it.each([
    [
      'a cache with all that it takes',
      'RUN --mount=type=cache,id=pip,dst=/c,sharing=locked,mode=0755,uid=1000,gid=0 true',
    ],
    [
      'a secret in a file and in a variable',
      'RUN --mount=type=secret,id=key,target=/k,env=KEY,required,mode=0400 true',
    ],
    ['a secret that is named by its file alone', 'RUN --mount=type=secret,target=/run/secrets/key true'],
    ['an agent', 'RUN --mount=type=ssh,required=true true'],
    ['a size in memory', 'RUN --mount=type=tmpfs,target=/t,size=64m true'],
    ['a bind that can be written to', 'RUN --mount=from=build,source=/x,target=/y,rw true'],
    ['a type in capitals', 'RUN --mount=type=CACHE,target=/c true'],
    ['fields in quotes', 'RUN --mount="type=bind,source=a b,target=/y" true'],
    ['variables', 'RUN --mount=type=$TYPE,target=/x,uid=$USER_ID,sharing=$SHARING true'],
    ['modes as numbers', 'COPY --chmod=0755 a b'],
    ['modes in letters', 'COPY --chmod=u=rwX,go=rX a b'],
    ['modes of variables', 'COPY --chmod=$MODE a b'],
    ['digests', `ADD --checksum=sha256:${'0'.repeat(64)} https://example.org/a b`],
    ['commits', `ADD --checksum=${'0'.repeat(40)} https://example.org/a.git b`],
    ['no network', 'RUN --network=none true'],
    ['a platform with a variant', 'FROM --platform=linux/arm/v7 python'],
    ['an architecture alone', 'FROM --platform=arm64 python'],
  ])('may be %s', (_sentence, instruction) => {
    expect(faults(instruction)).toEqual([]);
  });

  it.each([
    ['a type that is none', 'RUN --mount=type=cached,target=/c true', 'invalid-mount: type=cached'],
    ['a field that is none', 'RUN --mount=type=cache,taget=/c true', 'invalid-mount: taget=/c'],
    ['a field of Podman', 'RUN --mount=type=bind,target=/c,z true', 'invalid-mount: z'],
    ['a field without its value', 'RUN --mount=type=cache,target true', 'invalid-mount: target'],
    ['a comma at the end', 'RUN --mount=type=cache,target=/c, true', 'invalid-mount: type=cache,target=/c,'],
    ['a sharing that is none', 'RUN --mount=type=cache,target=/c,sharing=all true', 'invalid-mount: sharing=all'],
    ['sharing of a bind', 'RUN --mount=sharing=locked,target=/c true', 'invalid-mount: sharing=locked'],
    ['an owner of a bind', 'RUN --mount=target=/c,uid=1000 true', 'invalid-mount: uid=1000'],
    ['an owner by name', 'RUN --mount=type=cache,target=/c,uid=app true', 'invalid-mount: uid=app'],
    ['a size of a cache', 'RUN --mount=type=cache,target=/c,size=1g true', 'invalid-mount: size=1g'],
    ['a switch that is neither', 'RUN --mount=target=/c,rw=maybe true', 'invalid-mount: rw=maybe'],
    ['a secret without a name', 'RUN --mount=type=secret true', 'invalid-mount: type=secret'],
    ['a variable for a stage', 'COPY --from=golang:$GO /a /b', 'variable-in-from: golang:$GO'],
    ['a variable for a mounted stage', 'RUN --mount=from=$STAGE,target=/x true', 'invalid-mount: from=$STAGE'],
    ['a network that is none', 'RUN --network=internal true', 'invalid-flag-value: internal'],
    ['a security that is none', 'RUN --security=none true', 'invalid-flag-value: none'],
    ['a digit that is not octal', 'COPY --chmod=0855 a b', 'invalid-flag-value: 0855'],
    ['a mode with too many digits', 'COPY --chmod=10755 a b', 'invalid-flag-value: 10755'],
    [
      'a digest that is cut short',
      'ADD --checksum=sha256:abc https://example.org/a b',
      'invalid-flag-value: sha256:abc',
    ],
    ['a platform of four parts', 'FROM --platform=linux/arm/v7/x python', 'invalid-flag-value: linux/arm/v7/x'],
    ['a platform that nobody knows', 'FROM --platform=mainframe python', 'invalid-flag-value: mainframe'],
  ])('may not be %s', (_sentence, instruction, fault) => {
    expect(faults(instruction)).toEqual([fault]);
  });

  it('is left for later in a trigger', () => {
    const { problems } = parseDockerfile('FROM scratch\nONBUILD RUN --mount=type=cached,target=/c true\n');
    expect(problems.map(({ code, fatal }) => [code, fatal])).toEqual([['invalid-mount', false]]);
  });
});
