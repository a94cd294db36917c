import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import lessons from '@/content/lessons.generated.json';
import recordings from '@/content/recordings.generated.json';
import { describedRules } from '../described-rules';
import { textsOfRule } from '../texts-of-rule';

const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && !/^types\.ts$|\.(?:test|generated)\.ts$/.test(name))
  .map((name) => path.basename(name, '.ts'))
  .sort();
const knownRecordings = new Set((recordings as readonly { readonly id: string }[]).map((recording) => recording.id));
const knownLessons = new Set(
  (lessons as readonly { readonly track: string; readonly name: string }[]).map(
    ({ track, name }) => `${track}/${name}`,
  ),
);

/** First words of sentences that are not instructions. */
const notImperative = /^(?:the|a|an|it|this|that|these|you|there|docker|pip|apt|please|should|must)\b/i;

function sentences(text: string): number {
  return text
    .replace(/`[^`]*`/g, 'code')
    .split(/[.?]\s/)
    .filter((part) => part.trim() !== '').length;
}

describe('the registry of rules', () => {
  it('has one rule to a file, under the name of the file', () => {
    expect(describedRules.map((rule) => rule.id).sort()).toEqual(files);
  });

  it('gives no id and no title twice', () => {
    expect(new Set(describedRules.map((rule) => rule.id)).size).toBe(describedRules.length);
    expect(new Set(describedRules.map((rule) => rule.title)).size).toBe(describedRules.length);
  });
});

describe.each(describedRules.map((rule) => ({ id: rule.id, rule })))('the texts of $id', ({ id, rule }) => {
  it('are those of its file', async () => {
    const { texts } = await import(/* @vite-ignore */ path.join(import.meta.dirname, `${id}.ts`));
    expect(textsOfRule(id)).toEqual(texts);
  });

  it('are whole sentences without exclamation', () => {
    for (const text of [rule.wrong, rule.why, rule.remedy]) {
      expect(text).toMatch(/^[`\p{Lu}]|^(?:pip|apt|apk|uv)\b/u);
      expect(text).toMatch(/\.$/);
      expect(text.replace(/`[^`]*`/g, '')).not.toContain('!');
    }
    expect(rule.title).not.toMatch(/[.!]$/);
  });

  it('say what is wrong and what to do in one sentence each, and why in at most three', () => {
    expect(sentences(rule.wrong)).toBe(1);
    expect(sentences(rule.remedy)).toBe(1);
    expect(sentences(rule.why)).toBeLessThanOrEqual(3);
  });

  it('put the remedy in the imperative', () => {
    expect(rule.remedy).not.toMatch(notImperative);
    expect(rule.remedy).toMatch(/^[A-Z]/);
  });

  it('name only lessons and recordings that exist', () => {
    for (const id of rule.recordings) expect(knownRecordings).toContain(id);
    if (rule.lesson !== undefined) expect(knownLessons).toContain(rule.lesson);
  });

  it('name codes as other tools write them', () => {
    for (const code of rule.codes.hadolint ?? []) expect(code).toMatch(/^(?:DL|SC)\d{4}$/);
    for (const code of rule.codes.buildkit ?? []) expect(code).toMatch(/^[A-Z][A-Za-z]+$/);
  });
});
