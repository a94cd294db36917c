import { describe, expect, it } from 'vitest';
import { stepAt, walk } from '../testing/project';
import { failuresOf, lines } from '../testing/questions';

describe('npm, Yarn and pnpm', () => {
  const lock = JSON.stringify({
    packages: {
      '': {},
      'node_modules/react': {},
      'node_modules/vite': { dev: true },
      'node_modules/fsevents': { optional: true, os: ['darwin'] },
    },
  });
  const files = {
    'package.json': JSON.stringify({ scripts: { build: 'vite build' }, dependencies: { react: '^19' } }),
    'package-lock.json': lock,
  };
  const head = ['FROM python:3.13', 'RUN apt-get update && apt-get install -y npm', 'WORKDIR /web'];

  it.each([
    ['npm ci without the lock file', ['COPY package.json .', 'RUN npm ci'], [['missing-project', 'npm ci']]],
    ['npm ci with it', ['COPY package.json package-lock.json ./', 'RUN npm ci && npm run build'], []],
    ['npm ci in a folder of a workspace', ['COPY package*.json ./', 'WORKDIR /web/packages/one', 'RUN npm ci'], []],
    ['npm install, which needs none', ['COPY package.json .', 'RUN npm install'], []],
    [
      'a script that package.json does not have',
      ['COPY package*.json ./', 'RUN npm ci', 'RUN npm run bundle'],
      [['missing-script', 'bundle']],
    ],
    ['a script that may be missing', ['COPY package*.json ./', 'RUN npm run bundle --if-present'], []],
    [
      'the same words to Yarn, which runs programs by them',
      ['COPY package*.json ./', 'RUN npm i -g yarn && yarn run vite'],
      [],
    ],
    [
      'pnpm told to keep to a lock that is not there',
      ['COPY package.json ./', 'RUN npm i -g pnpm && pnpm install --frozen-lockfile'],
      [['missing-project', 'pnpm install --frozen-lockfile']],
    ],
  ])('%s', (_why, steps, expected) => {
    expect(failuresOf(lines(...head, ...steps), files)).toEqual(expected);
  });

  it('counts the packages of the lock file, those for development where they are installed', () => {
    const size = (command: string) =>
      stepAt(walk(lines(...head, 'COPY package*.json ./', `RUN ${command} && npm cache clean --force`), files), 4)
        .bytes;
    expect(size('npm ci').likely).toBe(2 * size('npm ci --omit=dev').likely);
    expect(size('npm ci').unknown).toContain('the size of /web/node_modules');
  });

  it('leaves the rest of the image as it was: a step after it is still judged', () => {
    expect(
      failuresOf(
        lines(...head, 'COPY . .', 'RUN npm ci && npm run build', 'FROM python:3.13-slim', 'RUN curl x'),
        files,
      ),
    ).toEqual([['command-not-found', 'curl']]);
  });

  it('lets a later stage take what the build of the front end has written', () => {
    const text = lines(
      ...head,
      'COPY . .',
      'RUN npm ci && npm run build',
      'FROM nginx',
      'COPY --from=0 /web/dist /srv',
    );
    expect(failuresOf(text, files)).toEqual([]);
  });
});
