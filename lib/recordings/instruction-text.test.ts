import { describe, expect, it } from 'vitest';
import { causeOf, similarityOf, tokensOf } from './instruction-text';

describe('causeOf', () => {
  it.each([
    ['RUN apt-get update && apt-get install -y python3-pip', 'os-packages', 'names pip without running it'],
    ['RUN apt-get install -y python3-pip && pip3 install flask', 'python-packages', 'runs it as well'],
    [
      'RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt',
      'python-packages',
      'a mount before it',
    ],
    ['RUN --mount=type=cache,target=/root/.cache/pip make', 'commands', 'a mount alone says nothing'],
    ['RUN python -m pip install flask', 'python-packages', 'pip as a module'],
    ['RUN /opt/venv/bin/pip install flask', 'python-packages', 'by its path'],
    ['RUN uv sync --frozen', 'python-packages', 'uv'],
    ['RUN pip --version', 'commands', 'installs nothing'],
    ['[build] RUN apk add --no-cache gcc', 'os-packages', 'in a stage'],
    ['RUN python -m venv /opt/venv', 'commands', 'an environment'],
  ])('%s: %s (%s)', (name, cause) => {
    expect(causeOf({ name, kind: 'run' })).toBe(cause);
  });

  it.each([
    ['copy', 'files'],
    ['metadata', 'lookup'],
    ['working-directory', 'commands'],
    ['base', 'base'],
  ] as const)('of the kind %s is %s', (kind, cause) => {
    expect(causeOf({ name: 'x', kind })).toBe(cause);
  });
});

describe('similarityOf', () => {
  it.each([
    ['RUN a b', 'RUN a b', 1],
    ['RUN a b', 'RUN b a', 1],
    ['RUN a', 'COPY b', 0],
    ['RUN a b', 'RUN a c', 2 / 3],
    ['', '', 1],
  ])('of %j and %j is %d', (one, other, expected) => {
    expect(similarityOf(tokensOf(one), tokensOf(other))).toBeCloseTo(expected);
  });
});
