import { describe, expect, it } from 'vitest';
import { describedRules } from '@/lib/analyzer/described-rules';
import { analyze } from '@/lib/analyzer/index';
import type { Project } from '@/lib/analyzer/project';
import { readCatalog } from '@/lib/content/catalog';
import { readLessons, readLessonText } from '@/lib/content/lessons';
import { readRecording } from '@/lib/content/recordings';
import { evaluateGoals } from '@/lib/lessons/goals';
import { compareRecordings } from '@/lib/recordings/compare';

const lessons = readLessons();
const ruleIds = new Set(describedRules.map((rule) => rule.id));

const components = [
  'RecordedSize',
  'RecordedTime',
  'StepTime',
  'Saved',
  'BaseSize',
  'RecordingCard',
  'CompareRecordings',
  'Rule',
  'GoalList',
  'Try',
  'Aside',
];

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

function elementsOf(text: string): readonly Element[] {
  return [...withoutCode(text).matchAll(/<([A-Z]\w*)((?:\s+\w+="[^"]*")*)\s*\/?>/g)].map((match) => ({
    name: match[1] ?? '',
    attributes: Object.fromEntries(
      [...(match[2] ?? '').matchAll(/(\w+)="([^"]*)"/g)].map((pair) => [pair[1] ?? '', pair[2] ?? '']),
    ),
  }));
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
}

function proseOf(text: string): string {
  return withoutCode(text).replace(/<[^>]*>/g, ' ');
}

/** A number with a unit of size or time, or with a percent sign. */
const typedFigure = /\d[\d.,]*\s*(?:[kMG]i?B\b|bytes?\b|%|per ?cent\b|ms\b|s\b|sec\w*\b|min\w*\b|times\b)/i;

function evaluate(lesson: (typeof lessons)[number], project: Project) {
  const analysis = analyze(project, { catalog: readCatalog(), today: '2026-11-21' });
  return evaluateGoals(lesson.meta.goals, analysis);
}

const describeUnmet = (results: ReturnType<typeof evaluate>) =>
  results.flatMap((result) =>
    result.conditions.filter((entry) => !entry.met).map((entry) => `${result.goal.id}: ${entry.now}`),
  );

describe('the lessons', () => {
  it('follow the track of the queue consumer', () => {
    expect(lessons.map((lesson) => `${lesson.track}/${lesson.name}`)).toEqual([
      'queue-consumer/01-ubuntu',
      'queue-consumer/02-slim',
      'queue-consumer/03-multi-stage',
    ]);
  });

  it('are where the rules say that they are taught', () => {
    const addresses = new Set(lessons.map((lesson) => `${lesson.track}/${lesson.name}`));
    const unknown = describedRules.filter((rule) => rule.lesson !== undefined && !addresses.has(rule.lesson));
    expect(unknown.map((rule) => `${rule.id}: ${rule.lesson}`)).toEqual([]);
  });
});

describe.each(lessons)('$track/$name', (lesson) => {
  const text = readLessonText(lesson.track, lesson.name);
  const elements = elementsOf(text);

  it('begins with at least one goal missed', () => {
    expect(evaluate(lesson, lesson.start).some((result) => !result.met)).toBe(true);
  });

  it('has a start that works: it is wasteful, not broken', () => {
    const analysis = analyze(lesson.start, { catalog: readCatalog(), today: '2026-11-21' });
    expect(analysis.failures).toEqual([]);
    expect(analysis.problems).toEqual([]);
  });

  it('has a solution that meets every goal', () => {
    expect(describeUnmet(evaluate(lesson, lesson.solution))).toEqual([]);
  });

  it('asks for nothing that the start has already, save that it goes on working', () => {
    const met = evaluate(lesson, lesson.start).filter((result) => result.met);
    expect(met.map((result) => result.goal.id).filter((id) => id !== 'works')).toEqual([]);
  });

  it('is not met by an empty Dockerfile, nor by a base alone', () => {
    for (const dockerfile of ['', 'FROM python:3.13-slim\n']) {
      const files = lesson.start.files.map((file) =>
        file.path === 'Dockerfile' ? { ...file, text: dockerfile } : file,
      );
      const works = evaluate(lesson, { ...lesson.start, files }).find((result) => result.goal.id === 'works');
      expect(works?.met).toBe(false);
    }
  });

  it('has goals with ids of their own', () => {
    const ids = lesson.meta.goals.map((goal) => goal.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has three or four hints, without HTML', () => {
    expect([3, 4]).toContain(lesson.meta.hints.length);
    for (const hint of lesson.meta.hints) expect(hint).not.toMatch(/<\/?[a-z]/i);
  });

  it('names recordings that exist, in front matter and text alike', () => {
    const named = elements.flatMap(({ name, attributes: { of, from, to, id } }) =>
      name === 'Rule' ? [] : [of, from, to, id].filter((value) => value !== undefined),
    );
    expect([...lesson.meta.recordings, ...named].filter((id) => readRecording(id) === undefined)).toEqual([]);
    expect(named.filter((id) => !lesson.meta.recordings.includes(id))).toEqual([]);
  });

  it('names rules that exist, in front matter, goals and text alike', () => {
    const named = elements.flatMap(({ name, attributes }) => (name === 'Rule' ? [attributes.id ?? ''] : []));
    const asked = lesson.meta.goals.flatMap((goal) =>
      goal.when.flatMap((condition) => (condition.kind === 'silent' ? [condition.rule] : [])),
    );
    expect([...lesson.meta.rules, ...named, ...asked].filter((id) => !ruleIds.has(id))).toEqual([]);
    expect(named.filter((id) => !lesson.meta.rules.includes(id))).toEqual([]);
  });

  it('uses components that there are, and lists its goals once', () => {
    expect(elements.map((element) => element.name).filter((name) => !components.includes(name))).toEqual([]);
    expect(elements.filter((element) => element.name === 'GoalList')).toHaveLength(1);
  });

  it('compares only what compares, and shows savings that are savings', () => {
    for (const { name, attributes } of elements) {
      if (name !== 'Saved' && name !== 'CompareRecordings') continue;
      const [from, to] = [readRecording(attributes.from ?? ''), readRecording(attributes.to ?? '')];
      if (from === undefined || to === undefined) throw new Error(`${name} names no recordings`);
      const comparison = compareRecordings(from, to);
      const figure = attributes.what === 'time' ? comparison.seconds : comparison.bytes;
      expect(figure).toMatchObject({ comparable: true });
      if (name === 'Saved') expect(figure.comparable && figure.saved).toBeGreaterThan(0);
    }
  });

  it('shows times of steps that were recorded', () => {
    for (const { attributes } of elements.filter((element) => element.name === 'StepTime')) {
      const steps = readRecording(attributes.of ?? '')?.steps ?? [];
      const shown = steps.filter((step) => step.kind === attributes.step && step.name.includes(attributes.match ?? ''));
      expect(shown, JSON.stringify(attributes)).toHaveLength(1);
    }
  });

  it('shows sizes of bases that the catalog has', () => {
    const catalog = readCatalog();
    const known = catalog.baseImages
      .filter((record) => record.unpackedBytes !== undefined)
      .map((record) => `${record.image}:${record.tag}`);
    const shown = elements.filter((element) => element.name === 'BaseSize').map(({ attributes }) => attributes.image);
    expect(shown.filter((image) => image === undefined || !known.includes(image))).toEqual([]);
  });

  it('types no figure by hand: sizes and times are computed', () => {
    const lines = [
      proseOf(text),
      lesson.meta.summary,
      ...lesson.meta.hints,
      ...lesson.meta.goals.map((goal) => goal.text),
    ];
    expect(lines.flatMap((line) => typedFigure.exec(line)?.[0] ?? [])).toEqual([]);
  });

  it('has sections, and no exclamation marks in its prose', () => {
    expect(text.match(/^## /gm)?.length).toBeGreaterThanOrEqual(3);
    expect(withoutCode(text)).not.toMatch(/^# /m);
    expect(proseOf(text)).not.toContain('!');
  });
});

describe('the check for typed figures', () => {
  it.each(['590 MB', '1.09GB', '115.1 s', '30 seconds', '25 %', '25%', '4096 bytes', '2 minutes', '4 times'])(
    'finds %s',
    (figure) => {
      expect(typedFigure.exec(`The image is ${figure} now`)?.[0]).toBe(figure);
    },
  );

  it.each(['Python 3.13', 'ubuntu:24.04 brings', 'two stages', '-r requirements.txt', 'in 1 stage'])(
    'leaves %s alone',
    (words) => {
      expect(typedFigure.exec(words)).toBeNull();
    },
  );
});
