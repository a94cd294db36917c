import { describe, expect, it } from 'vitest';
import type { Project } from '../project';
import { buildProject } from '../rules-support/testing/build-project';

interface Case {
  readonly why: string;
  readonly copy: string;
  readonly known?: boolean;
  readonly bulk?: Project['bulk'];
  readonly fails: boolean;
}

const data = { path: 'data', bytes: 5_000_000, files: 120 };

const cases: readonly Case[] = [
  { why: 'a Dockerfile alone may stand for any context', copy: 'COPY main.py /', fails: false },
  { why: 'a context that is read holds what it holds', copy: 'COPY main.py /', known: true, fails: true },
  {
    why: 'a context that is said to be unknown misses nothing',
    copy: 'COPY main.py /',
    known: false,
    bulk: [data],
    fails: false,
  },
  {
    why: 'a folder that is counted as a whole may hold the file',
    copy: 'COPY data/a.bin /',
    bulk: [data],
    fails: false,
  },
  { why: 'a folder beside it does not', copy: 'COPY date/a.bin /', bulk: [data], fails: true },
];

describe('a source that is not among the files of the project', () => {
  it.each(cases)('$why', ({ copy, known, bulk = [], fails }) => {
    const text = `FROM python:3.13-slim\n${copy}\n`;
    const project: Project = {
      dockerfile: 'Dockerfile',
      files: [{ path: 'Dockerfile', text }],
      bulk,
      ...(known === undefined ? {} : { contextKnown: known }),
    };
    const { failures } = buildProject(project);
    expect(failures.map(({ code }) => code)).toEqual(fails ? ['missing-source'] : []);
  });
});
