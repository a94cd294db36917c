import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Project } from '../project';
import type { Finding, Fix, TextEdit } from '../rules/types';
import { applyEdits, fixAll } from './apply';

const project: Project = {
  dockerfile: 'Dockerfile',
  files: [
    { path: 'Dockerfile', text: 'FROM python\nRUN true\n' },
    { path: 'run.sh', text: 'true\n', executable: true },
  ],
  bulk: [{ path: '.git', bytes: 1, files: 1 }],
};

function edit(start: number, end: number, text: string, file = 'Dockerfile'): TextEdit {
  return { file, range: { start, end }, text };
}

function textOf(result: ReturnType<typeof applyEdits>, path = 'Dockerfile'): string | undefined {
  return result.ok ? result.project.files.find((file) => file.path === path)?.text : undefined;
}

function finding(fix: Fix): Finding {
  return {
    rule: 'some-rule',
    title: 'Some rule',
    category: 'clarity',
    severity: 'info',
    wrong: 'Wrong.',
    why: 'Why.',
    remedy: 'Mend it.',
    file: 'Dockerfile',
    range: { start: 0, end: 0 },
    line: 1,
    stage: null,
    saves: {},
    fix,
    codes: {},
  };
}

describe('applying edits', () => {
  const cases: readonly { sentence: string; edits: readonly TextEdit[]; text: string }[] = [
    { sentence: 'replaces a stretch', edits: [edit(5, 11, 'debian')], text: 'FROM debian\nRUN true\n' },
    { sentence: 'inserts at a place', edits: [edit(11, 11, ':3.13')], text: 'FROM python:3.13\nRUN true\n' },
    {
      sentence: 'takes edits in any order, with ranges of the text as it was',
      edits: [edit(16, 20, 'false'), edit(5, 11, 'x')],
      text: 'FROM x\nRUN false\n',
    },
    {
      sentence: 'keeps the order of two insertions',
      edits: [edit(0, 0, 'a'), edit(0, 0, 'b')],
      text: 'abFROM python\nRUN true\n',
    },
    { sentence: 'lets edits touch', edits: [edit(0, 5, ''), edit(5, 11, 'x')], text: 'x\nRUN true\n' },
  ];
  it.each(cases)('$sentence', ({ edits, text }) => {
    expect(textOf(applyEdits(project, edits))).toBe(text);
  });

  it('creates a file by an insertion at its start', () => {
    const result = applyEdits(project, [edit(0, 0, '.git\n', '.dockerignore')]);
    expect(textOf(result, '.dockerignore')).toBe('.git\n');
    expect(textOf(result)).toBe(project.files[0]?.text);
  });

  it('keeps everything else of the project', () => {
    const result = applyEdits(project, [edit(0, 4, 'echo', 'run.sh')]);
    expect(result.ok && result.project.bulk).toEqual(project.bulk);
    expect(result.ok && result.project.files[1]).toEqual({ path: 'run.sh', text: 'echo\n', executable: true });
  });

  const refusals: readonly { sentence: string; edits: readonly TextEdit[]; kind: string }[] = [
    { sentence: 'two that overlap', edits: [edit(0, 5, ''), edit(4, 6, '')], kind: 'overlap' },
    { sentence: 'an insertion within a deletion', edits: [edit(0, 5, ''), edit(3, 3, 'x')], kind: 'overlap' },
    { sentence: 'a range beyond the end', edits: [edit(20, 99, '')], kind: 'outside' },
    { sentence: 'a range that runs backwards', edits: [edit(5, 3, '')], kind: 'outside' },
    { sentence: 'a change of a file that is not there', edits: [edit(0, 3, '', 'setup.py')], kind: 'missing-file' },
  ];
  it.each(refusals)('refuses $sentence', ({ edits, kind }) => {
    const result = applyEdits(project, edits);
    expect(result.ok ? null : result.refusal.kind).toBe(kind);
  });

  it('gives a text of the length that the edits add up to, or refuses', () => {
    const text = project.files[0]?.text ?? '';
    const anyEdit = fc
      .tuple(fc.nat(text.length), fc.nat(text.length), fc.string({ maxLength: 5 }))
      .map(([a, b, inserted]) => edit(Math.min(a, b), Math.max(a, b), inserted));
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 5 }), (edits) => {
        const result = applyEdits(project, edits);
        const change = edits.reduce((sum, { range, text: added }) => sum + added.length - (range.end - range.start), 0);
        if (result.ok) expect(textOf(result)?.length).toBe(text.length + change);
        else expect(result.refusal.kind).toBe('overlap');
      }),
    );
  });
});

describe('applying every safe fix', () => {
  it('leaves out the fixes that want a look', () => {
    const analyze = () => [finding({ title: 'Change it', safety: 'review', edits: [edit(0, 4, 'from')] })];
    expect(fixAll(project, analyze)).toEqual({ project, applied: [] });
  });

  it('takes those that it is told to take', () => {
    const analyze = (current: Project) =>
      current.files[0]?.text.startsWith('FROM') === true
        ? [finding({ title: 'Change it', safety: 'review', edits: [edit(0, 4, 'from')] })]
        : [];
    expect(fixAll(project, analyze, () => true).project.files[0]?.text).toMatch(/^from /);
  });

  it('takes fixes that overlap one after the other', () => {
    const analyze = (current: Project): readonly Finding[] => {
      const text = current.files[0]?.text ?? '';
      return ['python', 'thon']
        .filter((word) => text.includes(word))
        .map((word) =>
          finding({
            title: 'Drop it',
            safety: 'safe',
            edits: [edit(text.indexOf(word), text.indexOf(word) + word.length, '')],
          }),
        );
    };
    const fixed = fixAll(project, analyze);
    expect(fixed.project.files[0]?.text).toBe('FROM \nRUN true\n');
    expect(fixed.applied).toHaveLength(1);
  });

  it('ends when two fixes undo each other', () => {
    let calls = 0;
    const analyze = (current: Project): readonly Finding[] => {
      calls += 1;
      const isUpper = current.files[0]?.text.startsWith('F') === true;
      return [finding({ title: 'Turn it', safety: 'safe', edits: [edit(0, 1, isUpper ? 'f' : 'F')] })];
    };
    fixAll(project, analyze);
    expect(calls).toBeLessThanOrEqual(20);
  });
});
