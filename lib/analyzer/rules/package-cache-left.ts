import { invocations } from '../rules-support/commands';
import { appendCommand } from '../rules-support/edits';
import { keepsOutOfLayer } from '../rules-support/mounts';
import { type PackageCall, packageCalls } from '../rules-support/package-calls';
import { covers, withoutGlob } from '../rules-support/paths';
import { isInFinalImage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

interface Manager {
  readonly programs: readonly string[];
  readonly caches: readonly string[];
  /** What fetches packages or indexes. */
  readonly fetches: RegExp;
  readonly cleans: RegExp;
  /** It has to be told `all`: `clean packages` leaves the index. */
  readonly cleansAll?: boolean;
  readonly remedy: string;
  /** hadolint's code for it. */
  readonly code: string;
}

const dnfCaches = ['/var/cache/libdnf5', '/var/cache/dnf', '/var/cache/yum'];
const dnfFetches =
  /^(?:(?:group |groups |module )?(?:install|in|update|up|upgrade)|upgrade-minimal|up-min|groupinstall|localinstall|reinstall|rei|downgrade|distro-sync|makecache)$/;

const managers: readonly Manager[] = [
  ...['yum', 'dnf', 'dnf5', 'microdnf'].map((program) => ({
    programs: [program],
    caches: dnfCaches,
    fetches: dnfFetches,
    cleans: /^clean$/,
    cleansAll: true,
    remedy: `${program} clean all`,
    code: program === 'yum' ? 'DL3032' : 'DL3040',
  })),
  {
    programs: ['zypper'],
    caches: ['/var/cache/zypp'],
    fetches: /^(?:install|in|update|up|patch|dist-upgrade|dup|refresh|ref)$/,
    cleans: /^(?:clean|cc)$/,
    remedy: 'zypper clean --all',
    code: 'DL3036',
  },
];

/** Whether a later command of the script empties the cache. */
function isCleaned(run: PlacedRun, manager: Manager, last: PackageCall): boolean {
  const later = run.commands.slice(run.commands.indexOf(last.command) + 1);
  const cleans = packageCalls(later, ...manager.programs).filter((call) => manager.cleans.test(call.action));
  if (cleans.some((call) => manager.cleansAll !== true || call.packages.some(({ text }) => text === 'all')))
    return true;
  return invocations(later).some(
    ({ program, words }) =>
      program === 'rm' &&
      words.some(
        ({ text }) => text.startsWith('/') && manager.caches.some((cache) => covers(withoutGlob(text), cache)),
      ),
  );
}

export const texts: RuleTexts = {
  title: 'dnf, yum or zypper leaves its cache in the layer',
  category: 'size',
  wrong: '`yum`, `dnf` and `zypper` leave the index of all packages, and often the packages too, in `/var/cache`.',
  why: 'The running container reads none of it, and deleting it in a later RUN frees nothing.',
  remedy: 'End the same RUN with `dnf clean all`, or with the same command of your package manager.',
  recordings: [],
};

export default defineRule({
  id: 'package-cache-left',
  part: 'system',
  severity: 'warning',
  codes: { hadolint: ['DL3032', 'DL3036', 'DL3040'] },
  check(build) {
    return runs(build, 'yum', 'dnf', 'dnf5', 'microdnf', 'zypper')
      .filter((run) => isInFinalImage(build, run.stage))
      .flatMap((run) =>
        managers.flatMap((manager) => {
          const last = packageCalls(run.commands, ...manager.programs).findLast((call) =>
            manager.fetches.test(call.action),
          );
          if (last === undefined || isCleaned(run, manager, last)) return [];
          if (manager.caches.some((cache) => keepsOutOfLayer(run.instruction, cache))) return [];
          // A program that may not even run is not to be called for sure.
          const isOther = ['debian', 'ubuntu', 'alpine'].includes(run.stage.profile.distribution);
          const edit =
            last.command.conditional || isOther
              ? null
              : appendCommand(build, run.instruction, run.commands, manager.remedy);
          return [
            {
              range: last.range,
              stage: run.stage.index,
              codes: { hadolint: [manager.code] },
              wrong: `\`${last.program}\` leaves the index of all packages, and often the packages too, in \`/var/cache\`.`,
              remedy: `End the same RUN with \`${manager.remedy}\`.`,
              ...(edit === null
                ? {}
                : { fix: { title: `Add ${manager.remedy}`, safety: 'safe' as const, edits: [edit] } }),
            },
          ];
        }),
      );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An install that leaves its cache',
    bad: 'FROM fedora:42\nRUN dnf install -y python3-pip\n',
    good: 'FROM fedora:42\nRUN dnf install -y python3-pip && dnf clean all\n',
    fires: ['dnf install'],
  },
  {
    title: 'A cache mount keeps it out of the layer',
    bad: 'FROM opensuse/leap:15.6\nRUN zypper clean && zypper install -y python313\n',
    good: 'FROM opensuse/leap:15.6\nRUN --mount=type=cache,target=/var/cache/zypp zypper install -y python313\n',
    fires: ['zypper install'],
  },
];
