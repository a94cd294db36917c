import { insertText, newline } from '../rules-support/edits';
import { passedOver } from '../rules-support/errexit';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'A here-document continues after a failure',
  category: 'reliability',
  wrong: 'If a line of this here-document fails, the step continues and can still succeed.',
  why: 'The shell reports only the result of the last command of the script. A failed install becomes a cached layer, and the fault shows when the program starts.',
  remedy: 'Begin the here-document with `set -e`.',
  recordings: [],
};

export default defineRule({
  id: 'heredoc-without-errexit',
  part: 'scripts',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build).flatMap((run) => {
      const { instruction } = run;
      const [document] = instruction.heredocs;
      if (document === undefined || instruction.command.form !== 'shell') return [];
      const isScript = instruction.command.range.start >= document.contentRange.start;
      const [first] = isScript ? passedOver(run) : [];
      if (first === undefined) return [];
      const shebang = /^#![^\n]*\n/.exec(document.content)?.[0].length ?? 0;
      const place = document.contentRange.start + shebang;
      return [
        {
          range: document.openerRange,
          stage: run.stage.index,
          fix: {
            title: 'Begin with set -e',
            safety: 'review' as const,
            edits: [insertText(build, place, `set -e${newline(build)}`)],
          },
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A script of two lines',
    bad: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN <<EOF\npip install --no-cache-dir -r requirements.txt\npython -m compileall /srv\nEOF\n',
    good: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN <<EOF\nset -e\npip install --no-cache-dir -r requirements.txt\npython -m compileall /srv\nEOF\n',
    files: { 'requirements.txt': 'flask==3.1.2\n' },
    fires: ['<<EOF'],
  },
  {
    title: 'Joined with &&, or with a shell that stops',
    bad: 'FROM debian:trixie-slim\nRUN <<EOF\nmkdir /data\nchown 1000 /data\nEOF\n',
    good: 'FROM debian:trixie-slim\nSHELL ["/bin/bash", "-euo", "pipefail", "-c"]\nRUN <<EOF\nmkdir /data\nchown 1000 /data\nEOF\n',
    fires: ['<<EOF'],
  },
];
