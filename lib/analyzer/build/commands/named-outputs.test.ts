import { describe, expect, it } from 'vitest';
import { walk } from '../testing/project';

interface Case {
  readonly command: string;
  /** What it makes. */
  readonly path: string;
}

const cases: readonly Case[] = [
  { command: 'tar -cf /out.tar /src', path: '/out.tar' },
  { command: 'tar czf /out.tgz -C /src .', path: '/out.tgz' },
  { command: 'tar -C /src -cf /out main.py', path: '/out' },
  { command: 'tar --create --file=/out.tar /src', path: '/out.tar' },
  { command: 'apt-get update && apt-get install -y zip && cd /src && zip -r app.zip .', path: '/src/app.zip' },
  { command: 'apt-get update && apt-get install -y zip && cd /src && zip -r app .', path: '/src/app.zip' },
  {
    command: 'openssl req -x509 -nodes -keyout /key.pem -out /certificate.pem -subj /CN=app',
    path: '/certificate.pem',
  },
  { command: 'openssl req -x509 -nodes -keyout /key.pem -out /certificate.pem -subj /CN=app', path: '/key.pem' },
  { command: 'ssh-keygen -q -N "" -f /key', path: '/key.pub' },
  { command: 'gpg --dearmor -o /archive.gpg /src/main.py', path: '/archive.gpg' },
  { command: 'sort /src/main.py -o /sorted', path: '/sorted' },
  { command: 'cd /src && split -l 5 main.py part-', path: '/src/part-aa' },
  { command: 'echo main.py | xargs -I{} cp /src/{} /copied', path: '/copied' },
  { command: 'apt-get update && apt-get install -y locales && locale-gen', path: '/usr/lib/locale/locale-archive' },
];

const dockerfile = (command: string, path: string) =>
  `FROM python:3.13 AS build\nCOPY src /src\nRUN ${command}\nFROM python:3.13-slim\nCOPY --from=build ${path} /there\n`;

describe('programs that write where an option says', () => {
  it.each(cases)('$command makes $path', ({ command, path }) => {
    const { failures } = walk(dockerfile(command, path), { 'src/main.py': 'print("ready")\n' });
    expect(failures.filter(({ when }) => when === 'build')).toEqual([]);
  });

  it('still tells of what nothing made', () => {
    const { failures } = walk(dockerfile('tar -tf /src/main.py', '/out.tar'), { 'src/main.py': '' });
    expect(failures.map(({ when }) => when)).toEqual(['build']);
  });
});
