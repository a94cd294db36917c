import { describe, expect, it } from 'vitest';
import type { Project } from '../analyzer/project';
import { readLessons } from '../content/lessons';
import { readRecordings } from '../content/recordings';
import { findRecording } from './match';
import { recording } from './schema';

function project(dockerfile: string, requirements: string): Project {
  const texts = { Dockerfile: dockerfile, 'requirements.txt': requirements };
  return { dockerfile: 'Dockerfile', files: Object.entries(texts).map(([path, text]) => ({ path, text })), bulk: [] };
}

function recorded(id: string, requirements: readonly string[]) {
  return recording.parse({
    id,
    title: id,
    summary: id,
    origin: 'ours',
    source: { title: 'A test', date: '2026-11-21' },
    circumstances: [],
    base: 'python:3.13-slim',
    instructions: ['FROM python:3.13-slim', 'COPY requirements.txt .', 'RUN pip install -r requirements.txt'],
    requirements,
  });
}

const dockerfile = `# any comment
FROM   python:3.13-slim
copy requirements.txt .

RUN pip install \\
    -r requirements.txt
`;

describe('finding the recording of a Dockerfile', () => {
  it.each([
    ['the same requirements', ['pika==1.3.2'], 'same'],
    ['other requirements', ['pika==1.3.1'], 'different'],
    ['requirements that the source does not tell', [], 'not-recorded'],
  ])('tells %s', (_, pins, expected) => {
    const match = findRecording([recorded('one', pins)], project(dockerfile, 'pika==1.3.2'));
    expect(match).toMatchObject({ recording: { id: 'one' }, requirements: expected });
  });

  it('prefers the same requirements, whatever the order of the recordings', () => {
    const candidates = [recorded('other', ['pika==1']), recorded('untold', []), recorded('same', ['pika==1.3.2'])];
    expect(findRecording(candidates, project(dockerfile, 'pika==1.3.2'))?.recording.id).toBe('same');
    expect(findRecording(candidates.toReversed(), project(dockerfile, 'pika==1.3.2'))?.recording.id).toBe('same');
    expect(findRecording(candidates, project(dockerfile, 'pika==9'))?.recording.id).toBe('untold');
  });

  it.each([
    ['an empty Dockerfile', ''],
    ['one instruction more', `${dockerfile}USER nobody\n`],
    ['one instruction less', 'FROM python:3.13-slim\n'],
    ['another base', dockerfile.replace('slim', 'alpine')],
  ])('finds nothing for %s', (_, text) => {
    expect(findRecording([recorded('one', [])], project(text, 'pika==1.3.2'))).toBeNull();
  });

  it('never matches a recording that tells no instructions', () => {
    const silent = { ...recorded('one', []), instructions: [] };
    expect(findRecording([silent], project('', ''))).toBeNull();
  });
});

describe("the lessons' own files", () => {
  it.each([
    ['01-ubuntu', 'start', 'hefner-ubuntu'],
    ['02-slim', 'start', 'queue-full'],
    ['02-slim', 'solution', 'queue-slim'],
    ['03-multi-stage', 'start', 'queue-compiler'],
    ['03-multi-stage', 'solution', 'queue-compiler-stages'],
  ] as const)('%s, %s, is recorded as %s', (name, state, id) => {
    const lesson = readLessons().find((candidate) => candidate.name === name);
    if (lesson === undefined) throw new Error(`there is no lesson ${name}`);
    expect(findRecording(readRecordings(), lesson[state])).toMatchObject({ recording: { id }, requirements: 'same' });
  });
});
