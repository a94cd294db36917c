import { describe, expect, it } from 'vitest';
import { parseImageReference } from './image-reference';

describe('parseImageReference', () => {
  it.each([
    ['a name alone has no tag', 'python', [null, 'python', null, null]],
    ['a tag follows the colon', 'python:3.13-slim', [null, 'python', '3.13-slim', null]],
    ['the library folder of Docker Hub is left out', 'library/python:3', [null, 'python', '3', null]],
    ['the host name of Docker Hub is left out', 'docker.io/library/python:3', [null, 'python', '3', null]],
    ['a digest follows the at sign', 'python:3@sha256:abc', [null, 'python', '3', 'sha256:abc']],
    ['a digest may stand without a tag', 'python@sha256:abc', [null, 'python', null, 'sha256:abc']],
    ['a first part with a dot is a registry', 'ghcr.io/astral-sh/uv:0.5', ['ghcr.io', 'astral-sh/uv', '0.5', null]],
    ['a port is no tag', 'localhost:5000/app', ['localhost:5000', 'app', null, null]],
    ['localhost is a registry', 'localhost/app:1', ['localhost', 'app', '1', null]],
    ['a first part without a dot is an organisation', 'bitnami/python:3', [null, 'bitnami/python', '3', null]],
  ])('%s', (_, text, [registry, repository, tag, digest]) => {
    expect(parseImageReference(text)).toEqual({ text, registry, repository, tag, digest });
  });

  it.each([
    ['an empty text', ''],
    ['a text with a blank', 'python 3'],
    ['a variable that nobody expanded', '$BASE'],
    ['an empty tag', 'python:'],
    ['an empty digest', 'python@'],
    ['a digest without its algorithm', 'python@abc'],
    ['a name with a capital', 'Python:3.13'],
    ['a name with a dash at its end', 'python-'],
    ['a folder without a name', 'bitnami//python'],
    ['a tag that begins with a dash', 'python:-slim'],
    ['a tag with a plus sign', 'python:3.13+local'],
    ['a registry with an underscore', 'my_registry.example/python'],
    ['a text longer than any reference', 'p'.repeat(2_000)],
  ])('%s is no reference', (_, text) => {
    expect(parseImageReference(text)).toBeNull();
  });
});
