import type { KnownKeyword } from '@/lib/analyzer/syntax/keywords';

/** What the editor says about a flag of an instruction, and what it writes for it. */
export interface FlagNote {
  /** Without the dashes. */
  readonly name: string;
  readonly note: string;
  /** What follows `--name=`; `null` where the flag stands alone. `$1` is where the cursor goes. */
  readonly value: string | null;
}

export interface InstructionNote {
  /** One line, for the list of completions. */
  readonly summary: string;
  /** One paragraph, for the hover. */
  readonly explanation: string;
  /** What completion writes: `$1` is where the cursor goes. */
  readonly snippet: string;
  readonly flags: readonly FlagNote[];
}

const ownership: readonly FlagNote[] = [
  {
    name: 'chown',
    value: '${1:app}:${2:app}',
    note: 'Gives the copied files to this user and group as they are written. A later RUN chown would store every byte again.',
  },
  { name: 'chmod', value: '${1:755}', note: 'Sets the mode of the copied files as they are written.' },
  {
    name: 'link',
    value: null,
    note: 'Makes a layer that does not depend on those below it, so that it stays valid when the base changes.',
  },
  {
    name: 'exclude',
    value: '${1:**/*.pyc}',
    note: 'Leaves out what matches the pattern; may be given more than once.',
  },
];

/** Every instruction in our words. Source of what they do: the Dockerfile reference and BuildKit's behaviour. */
export const instructionNotes: Readonly<Record<KnownKeyword, InstructionNote>> = {
  ADD: {
    summary: 'Copy files, fetch an address or unpack an archive',
    explanation:
      'Copies like COPY, and also fetches addresses and unpacks local tar archives. Because what it does depends on what it is given, COPY is clearer for files of the context; ADD is for archives and downloads with a checksum.',
    snippet: 'ADD ${1:source} ${2:destination}',
    flags: [
      ...ownership,
      { name: 'checksum', value: 'sha256:$1', note: 'Fails the build where the download does not have this digest.' },
      { name: 'keep-git-dir', value: null, note: 'Keeps the .git folder when the source is a Git repository.' },
      { name: 'unpack', value: null, note: 'Unpacks an archive, a downloaded one too; `--unpack=false` never does.' },
    ],
  },
  ARG: {
    summary: 'A variable of the build only',
    explanation:
      'Declares a variable that `docker build --build-arg` can set. It exists during the build and not in the container. Before the first FROM it can only be used in FROM lines; every stage that needs it declares it again. Each RUN after it depends on its value, used or not.',
    snippet: 'ARG ${1:NAME}=${2:value}',
    flags: [],
  },
  CMD: {
    summary: 'What the container runs when nothing else is asked',
    explanation:
      'Names the program that the container starts, or the arguments of its ENTRYPOINT. In the JSON form the program runs directly and receives signals; in the shell form it runs under `/bin/sh -c`, which does not pass them on. Only the last CMD counts. It adds no bytes.',
    snippet: 'CMD ["${1:python}", "${2:main.py}"]',
    flags: [],
  },
  COPY: {
    summary: 'Copy files into the image',
    explanation:
      'Copies files of the build context, or of another stage with `--from`, into a layer of its own. It runs again when the content, names or modes of what it copies change, and so does everything after it in its stage: copy what seldom changes first.',
    snippet: 'COPY ${1:source} ${2:destination}',
    flags: [
      {
        name: 'from',
        value: '$1',
        note: 'Copies from an earlier stage or another image instead of the build context. What that stage needed to build stays behind.',
      },
      ...ownership,
      { name: 'parents', value: null, note: 'Keeps the folders of the sources below the destination.' },
    ],
  },
  ENTRYPOINT: {
    summary: 'The program that the container always runs',
    explanation:
      'Names the program that the container starts; CMD and the arguments of `docker run` are handed to it. Use the JSON form: in the shell form both are ignored and signals do not reach the program.',
    snippet: 'ENTRYPOINT ["${1:python}", "${2:main.py}"]',
    flags: [],
  },
  ENV: {
    summary: 'A variable of the build and of the container',
    explanation:
      'Sets variables for the steps after it and for the container. It adds no bytes, but every RUN after it runs again when its value changes. What it holds can be read by anyone who has the image: no passwords.',
    snippet: 'ENV ${1:NAME}=${2:value}',
    flags: [],
  },
  EXPOSE: {
    summary: 'Say on which port the program listens',
    explanation:
      'Notes the port for people and tools. It opens nothing: `docker run -p` does. It adds no bytes and makes nothing run again.',
    snippet: 'EXPOSE ${1:8000}',
    flags: [],
  },
  FROM: {
    summary: 'Begin a stage from an image',
    explanation:
      'Begins a stage and says what it stands on. The base is part of the image with all its bytes. A Dockerfile may have several stages; the last one becomes the image, and what it does not copy from the others stays out of it.',
    snippet: 'FROM ${1:python:3.13-slim}',
    flags: [
      {
        name: 'platform',
        value: '${1:linux/amd64}',
        note: 'Takes the image for this platform, whatever the machine is that builds.',
      },
    ],
  },
  HEALTHCHECK: {
    summary: 'How to tell that the program works',
    explanation:
      'Names a command that Docker runs in the container from time to time; exit status 0 means healthy. Kubernetes ignores it in favour of its own probes. It adds no bytes.',
    snippet: 'HEALTHCHECK --interval=${1:30s} CMD ${2:command}',
    flags: [
      { name: 'interval', value: '${1:30s}', note: 'Time between two checks; 30 seconds unless said otherwise.' },
      {
        name: 'timeout',
        value: '${1:30s}',
        note: 'After this time a check counts as failed; 30 seconds unless said otherwise.',
      },
      { name: 'start-period', value: '${1:5s}', note: 'Time to start up in which failures do not count.' },
      { name: 'start-interval', value: '${1:5s}', note: 'Time between two checks during the start period.' },
      { name: 'retries', value: '${1:3}', note: 'So many failures in a row make the container unhealthy.' },
    ],
  },
  LABEL: {
    summary: 'Notes about the image',
    explanation:
      'Adds names and values that describe the image, such as its source repository and licence. It adds no bytes and makes nothing run again.',
    snippet: 'LABEL ${1:org.opencontainers.image.source}="${2:address}"',
    flags: [],
  },
  MAINTAINER: {
    summary: 'Deprecated: use a LABEL',
    explanation:
      'Names who maintains the image. Deprecated: `LABEL org.opencontainers.image.authors="…"` says the same.',
    snippet: 'MAINTAINER ${1:name}',
    flags: [],
  },
  ONBUILD: {
    summary: 'An instruction for images built on this one',
    explanation:
      'Keeps an instruction for later: it runs when another Dockerfile uses this image in FROM. Surprising for whoever does, and of no effect here.',
    snippet: 'ONBUILD $1',
    flags: [],
  },
  RUN: {
    summary: 'Run a command in the image',
    explanation:
      'Runs a command and keeps what it changes in the file system as a layer. A file deleted by a later RUN still counts, so that whatever is to be removed must be removed in the same RUN. It runs again when its text, an ENV or ARG before it, or anything below it changes, never because the world outside did.',
    snippet: 'RUN $1',
    flags: [
      {
        name: 'mount',
        value: 'type=${1|cache,bind,secret,ssh,tmpfs|},target=$2',
        note: 'Mounts something for this command only: a cache that outlives the build, files of the context or a stage, a secret. Nothing of it ends up in the image.',
      },
      {
        name: 'network',
        value: '${1|none,default,host|}',
        note: 'Which network the command has; `none` proves that it needs none.',
      },
      { name: 'security', value: '${1|sandbox,insecure|}', note: '`insecure` runs the command with all privileges.' },
      { name: 'device', value: '$1', note: 'Gives the command a device of the machine.' },
    ],
  },
  SHELL: {
    summary: 'The shell of shell forms after it',
    explanation:
      'Sets the shell in which the shell forms of RUN, CMD and ENTRYPOINT run. `["/bin/bash", "-o", "pipefail", "-c"]` makes a pipe fail when any part of it does.',
    snippet: 'SHELL ["${1:/bin/bash}", "-o", "pipefail", "-c"]',
    flags: [],
  },
  STOPSIGNAL: {
    summary: 'The signal that ends the container',
    explanation: 'Names the signal that `docker stop` sends; SIGTERM unless said otherwise. It adds no bytes.',
    snippet: 'STOPSIGNAL ${1:SIGTERM}',
    flags: [],
  },
  USER: {
    summary: 'Who runs what follows, and the container',
    explanation:
      'Sets the user, and with `user:group` the group, of the steps after it and of the container. Without it the program runs as root. The user must exist in the image if it is given by name.',
    snippet: 'USER ${1:app}',
    flags: [],
  },
  VOLUME: {
    summary: 'A folder whose data live outside the image',
    explanation:
      'Marks a folder whose content each container keeps in a volume. What later steps write there is lost. Better decided by whoever runs the container.',
    snippet: 'VOLUME ["${1:/data}"]',
    flags: [],
  },
  WORKDIR: {
    summary: 'The folder in which what follows runs',
    explanation:
      'Sets the folder for the steps after it and for the container, and creates it if need be. Relative paths of COPY, RUN and CMD start from it. Without it that is `/`.',
    snippet: 'WORKDIR ${1:/app}',
    flags: [],
  },
};

/** Kinds of `RUN --mount=type=…`. */
export const mountTypes: Readonly<Record<string, { readonly note: string; readonly options: readonly string[] }>> = {
  cache: {
    note: 'A folder that outlives the build on this machine, such as the downloads of pip. It is not part of the image.',
    options: ['target', 'id', 'sharing', 'from', 'source', 'mode', 'uid', 'gid', 'readonly'],
  },
  bind: {
    note: 'Files of the context or of a stage, there for this command only, without a COPY.',
    options: ['target', 'source', 'from', 'rw'],
  },
  secret: {
    note: 'A file or variable that the builder hands over and the image never holds.',
    options: ['id', 'target', 'required', 'env', 'mode', 'uid', 'gid'],
  },
  ssh: {
    note: 'The SSH agent of whoever builds, for this command only.',
    options: ['id', 'target', 'required', 'mode'],
  },
  tmpfs: { note: 'A folder in memory that is gone after the command.', options: ['target', 'size'] },
};

/** Folders that are worth a cache mount. */
export const cacheTargets: readonly { readonly path: string; readonly note: string }[] = [
  { path: '/root/.cache/pip', note: 'Downloads of pip; drop --no-cache-dir, or the mount gains nothing.' },
  { path: '/root/.cache/uv', note: 'Downloads of uv.' },
  { path: '/var/cache/apt', note: 'Packages of apt; use sharing=locked.' },
  { path: '/var/lib/apt/lists', note: 'Package lists of apt; use sharing=locked.' },
  { path: '/var/cache/apk', note: 'Packages of apk.' },
];

/** Options of commands in RUN that save bytes or time, by the words that they follow. */
export const shellOptions: readonly {
  readonly after: RegExp;
  readonly options: readonly { readonly text: string; readonly note: string }[];
}[] = [
  {
    after: /\b(?:pip3?|uv pip) install\b[^&|;]*$/,
    options: [
      { text: '--no-cache-dir', note: 'pip keeps no downloads in the image.' },
      { text: '--no-compile', note: 'pip writes no bytecode for what it installs.' },
      { text: '-r', note: 'Installs what a requirements file names.' },
      { text: '--require-hashes', note: 'Every requirement must carry the hash of what is downloaded.' },
      { text: '--prefix=/install', note: 'Installs below another folder, to be copied from there.' },
    ],
  },
  {
    after: /\bapt(?:-get)? install\b[^&|;]*$/,
    options: [
      { text: '--no-install-recommends', note: 'Leaves out packages that are merely recommended.' },
      { text: '--yes', note: 'Does not ask, which a build could not answer.' },
    ],
  },
  {
    after: /\bapk add\b[^&|;]*$/,
    options: [
      { text: '--no-cache', note: 'Keeps no package index in the image.' },
      { text: '--virtual', note: 'Names the packages, so that they can be removed together in the same RUN.' },
    ],
  },
  {
    after: /\bpython3? -m venv\b[^&|;]*$/,
    options: [{ text: '--without-pip', note: 'Makes the environment without a pip of its own, about 10 MB.' }],
  },
];
