import { hasOption } from '../rules-support/commands';
import { insertText } from '../rules-support/edits';
import { type PackageCall, packageCalls } from '../rules-support/package-calls';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const asking =
  /^(?:(?:group |groups |module )?(?:install|in|update|up|upgrade|remove|rm)|groupinstall|localinstall|reinstall|rei|erase|autoremove|downgrade|distro-sync|dist-upgrade|dup|patch)$/;

function isAnswered({ program, options, command }: PackageCall): boolean {
  if (command.joint === 'pipe' || command.redirections.some(({ operator }) => operator.startsWith('<'))) return true;
  if (program === 'zypper') return hasOption(options, '-n', '--non-interactive', '-y', '--no-confirm');
  return (
    hasOption(options, '-y', '--assumeyes', '--assume-yes') ||
    options.some((option) => option.name === '--setopt' && /^assumeyes=(?:1|true|yes)$/i.test(option.value ?? ''))
  );
}

/** hadolint's code for each program. */
const codes: Readonly<Record<string, string>> = { yum: 'DL3030', zypper: 'DL3034' };

export const texts: RuleTexts = {
  title: 'dnf, yum or zypper waits for an answer',
  category: 'reliability',
  wrong: '`yum`, `dnf` and `zypper` ask before they continue, and nobody answers during a build.',
  why: 'They take the end of their input for a no, and the build stops.',
  remedy: 'Add `-y`.',
  recordings: [],
};

export default defineRule({
  id: 'package-manager-asks',
  part: 'system',
  severity: 'error',
  codes: { hadolint: ['DL3030', 'DL3034', 'DL3038'] },
  check(build) {
    return runs(build, 'yum', 'dnf', 'dnf5', 'microdnf', 'zypper').flatMap((run) =>
      packageCalls(run.commands, 'yum', 'dnf', 'dnf5', 'microdnf', 'zypper')
        .filter((call) => asking.test(call.action) && !isAnswered(call))
        .map((call) => ({
          range: call.range,
          stage: run.stage.index,
          codes: { hadolint: [codes[call.program] ?? 'DL3038'] },
          wrong: `\`${call.program}\` asks before it continues, and nobody answers during a build.`,
          fix: { title: 'Add -y', safety: 'safe' as const, edits: [insertText(build, call.range.end, ' -y')] },
        })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'dnf on Fedora',
    bad: 'FROM fedora:42\nRUN dnf install python3-pip && dnf clean all\n',
    good: 'FROM fedora:42\nRUN dnf install -y python3-pip && dnf clean all\n',
    fires: ['dnf install'],
  },
  {
    title: 'zypper takes the option in two places',
    bad: 'FROM opensuse/leap:15.6\nRUN zypper install python313 && zypper clean\n',
    good: 'FROM opensuse/leap:15.6\nRUN zypper --non-interactive install python313 && zypper clean\n',
    fires: ['zypper install'],
  },
];
