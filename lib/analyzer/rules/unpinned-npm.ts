import { packageCalls } from '../rules-support/package-calls';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const archive = /\.(?:tar|tar\.gz|tgz)$/;
const folder = /^(?:\.{0,2}\/|\.{1,2}$|~\/|file:|\$)/;
const repository = /^(?:git\b|[\w+]+:\/\/|(?:github|gitlab|bitbucket):|[\w.-]+\/[\w.-]+(?:#|$))/;
/** The address of an archive that names a commit or a release. */
const pinnedAddress = /^https?:.*(?:\/[0-9a-f]{40}\b|\/v?\d+\.\d+)/;

function isOpen(name: string): boolean {
  if (archive.test(name) || folder.test(name)) return false;
  if (repository.test(name)) return !name.includes('#') && !pinnedAddress.test(name);
  const version = name.indexOf('@', 1);
  return version < 0 || name.slice(version + 1) === 'latest';
}

export const texts: RuleTexts = {
  title: 'npm installs the newest version',
  category: 'reproducibility',
  wrong: 'This npm package is installed without a version.',
  why: 'Two builds of one Dockerfile can differ, and npm packages run scripts of their own when they are installed.',
  remedy: 'Add `@` and a version, or install from a `package-lock.json` with `npm ci`.',
  recordings: [],
};

export default defineRule({
  id: 'unpinned-npm',
  part: 'downloads',
  severity: 'warning',
  codes: { hadolint: ['DL3016'] },
  check(build) {
    return runs(build, 'npm').flatMap((run) =>
      packageCalls(run.commands, 'npm')
        .filter((call) => ['install', 'i', 'add'].includes(call.action))
        .flatMap((call) => call.packages)
        .filter((word) => isOpen(word.text))
        .map((word) => ({ range: word.range, stage: run.stage.index })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A tool for the whole image',
    bad: 'FROM node:24-slim\nRUN npm install --global esbuild\n',
    good: 'FROM node:24-slim\nRUN npm install --global esbuild@0.25.9\n',
    fires: ['esbuild'],
  },
  {
    title: 'From a repository',
    bad: 'FROM node:24\nRUN npm install git+https://git.example.org/tool.git @example/theme\n',
    good: 'FROM node:24\nRUN npm install git+https://git.example.org/tool.git#v1.2.0 @example/theme@2.0.1\n',
    fires: ['git+https://git.example.org/tool.git', '@example/theme'],
  },
];
