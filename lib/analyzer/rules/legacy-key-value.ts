import { replaceText } from '../rules-support/edits';
import { placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'ENV or LABEL is in the old form',
  category: 'clarity',
  wrong: 'A space separates the name from its value.',
  why: 'The whole rest of the line is the value then, so a second assignment becomes part of the first.',
  remedy: 'Write `NAME=value`, with quotes where the value holds spaces.',
  recordings: [],
};

export default defineRule({
  id: 'legacy-key-value',
  part: 'configuration',
  severity: 'info',
  codes: { buildkit: ['LegacyKeyValueFormat'] },
  check(build) {
    return placed(build, 'ENV', 'LABEL').flatMap(({ instruction, stage }) => {
      if (!stage.needed) return [];
      const [assignment] = instruction.assignments;
      if (!instruction.legacyForm || assignment === undefined || assignment.value === null) return [];
      const { name, value } = assignment;
      const written = build.dockerfile.text.slice(value.range.start, value.range.end);
      // A blank that is none of ASCII may be part of the name for Docker.
      const isParted = /^[ \t]+$/.test(build.dockerfile.text.slice(name.range.end, value.range.start));
      const isPlain = /^[^\s"'\\`]+$/.test(written);
      const isQuotable = /^[^"\\`\n]*$/.test(written);
      return [
        {
          range: { start: name.range.start, end: value.range.end },
          stage: stage.index,
          ...(isParted && (isPlain || isQuotable)
            ? {
                fix: {
                  title: `Write ${name.text}=…`,
                  safety: 'safe' as const,
                  edits: [
                    replaceText(
                      build,
                      { start: name.range.end, end: value.range.end },
                      isPlain ? `=${written}` : `="${written}"`,
                    ),
                  ],
                },
              }
            : {}),
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A space instead of the equals sign',
    bad: 'FROM python:3.13-slim\nENV APP_MODE production\nLABEL title My program\n',
    good: 'FROM python:3.13-slim\nENV APP_MODE=production\nLABEL title="My program"\n',
    fires: ['APP_MODE production', 'title My program'],
  },
];
