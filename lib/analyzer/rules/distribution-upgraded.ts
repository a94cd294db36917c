import { aptCalls } from '../rules-support/apt-calls';
import { packageCalls } from '../rules-support/package-calls';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'A step upgrades the whole distribution',
  category: 'reproducibility',
  wrong: 'This command may replace, add and remove packages of the whole distribution.',
  why: 'Every file that it replaces is stored twice, in the base image and in this layer, and the result depends on the day of the build.',
  remedy: 'Start from a newer tag of the base image, and upgrade single packages where a fix is urgent.',
  recordings: [],
};

export default defineRule({
  id: 'distribution-upgraded',
  part: 'system',
  severity: 'warning',
  codes: { hadolint: ['DL3005', 'DL3035'] },
  check(build) {
    const ofRpm = runs(build, 'zypper', 'yum', 'dnf', 'dnf5').flatMap((run) => {
      const ofZypper = packageCalls(run.commands, 'zypper')
        .filter((call) => ['dist-upgrade', 'dup'].includes(call.action))
        .map((call) => ({ range: call.range, codes: { hadolint: ['DL3035'] } }));
      const ofDnf = packageCalls(run.commands, 'yum', 'dnf', 'dnf5')
        .filter((call) => ['distro-sync', 'system-upgrade'].includes(call.action))
        .map((call) => ({ range: call.range, codes: {} }));
      return [...ofZypper, ...ofDnf].map((report) => ({ ...report, stage: run.stage.index }));
    });
    const ofApt = aptCalls(build, 'dist-upgrade', 'full-upgrade').map(({ apt, run }) => ({
      range: { start: apt.programRange.start, end: apt.actionWord?.range.end ?? apt.programRange.end },
      codes: { hadolint: ['DL3005'] },
      stage: run.stage.index,
    }));
    return [...ofRpm, ...ofApt];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'On openSUSE',
    bad: 'FROM opensuse/tumbleweed\nRUN zypper dup -y && zypper clean --all\n',
    good: 'FROM opensuse/leap:15.6\nRUN zypper install -y python313 && zypper clean --all\n',
    fires: ['zypper dup'],
  },
  {
    title: 'On Debian',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get dist-upgrade -y && rm -rf /var/lib/apt/lists/*\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*\n',
    fires: ['apt-get dist-upgrade'],
  },
];
