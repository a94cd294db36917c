import { baseName, parentOf } from '../paths';
import { says } from './says';

/** What was made for something else than the image that runs it. */
interface Mismatch {
  readonly made: string;
  readonly here: string;
}

const foreignBinary = (file: string, name: string, compiled: string, { made, here }: Mismatch) =>
  says(
    `\`${file}\` imports \`${name}\`${name === compiled ? '' : `, which needs \`${compiled}\``}: that was installed for ${made}, and this image has ${here}, so its compiled part does not load.`,
    'Install the packages on the same kind of image as the one that runs: the same distribution, and the same Python.',
  );

/** Paths of an image. */
type Paths = Pick<ReadonlyMap<string, unknown>, 'keys'>;

/** What failures say that keep a container from starting. */
export const startTexts = {
  /** `others`: names that the file does define, and that may be meant. */
  'attribute-not-found': (server: string, name: string, module: string, file: string, [other]: readonly string[]) =>
    says(
      `\`${server}\` takes \`${name}\` from the module \`${module}\`, and \`${baseName(file)}\` defines none at its top level.`,
      other === undefined
        ? `Define \`${name}\` in \`${baseName(file)}\`, outside of every function, or name what it does define.`
        : `Name what it does define, as in \`${module}:${other}\`${/^(create_app|main)$/.test(other) ? ' where that makes the application' : ''}.`,
    ),
  'command-not-found:one-word': (program: string) =>
    says(
      `The container starts a program called \`${program}\`, blanks included, and there is none.`,
      'Write every argument as its own string in the JSON array.',
    ),
  /** `stage`: another one that has it. */
  'command-not-found:to-start': (program: string, stage: string | null) =>
    stage === null
      ? says(
          `The image has no \`${program}\` on PATH, so the container does not start.`,
          'Install it in this image, or put the folder that holds it on PATH.',
        )
      : says(
          `\`${program}\` was installed in stage ${stage}, and the final image has none on PATH, so the container does not start.`,
          'Copy the folder into which it was installed from that stage, and put its `bin` on PATH.',
        ),
  'compiled-for-another-libc': foreignBinary,
  'compiled-for-another-machine': foreignBinary,
  'compiled-for-another-machine:program': (path: string, { made, here }: Mismatch) =>
    says(
      `\`${path}\` was downloaded for ${made}, and FROM asks for linux/${here}: "exec format error".`,
      `Download the program for ${here}; \`TARGETARCH\` names the architecture of a build.`,
    ),
  'compiled-for-another-python': foreignBinary,
  'environment-without-its-python': (environment: string, python: string, here: readonly (string | null)[]) =>
    says(
      here.length === 0
        ? `The virtual environment \`${environment}\` needs the Python ${python} that made it, and this image has no Python.`
        : `The virtual environment \`${environment}\` was made with Python ${python}, and this image has ${here.join(', ')}.`,
      `Start the final stage from an image with Python ${python}.`,
    ),
  'environment-without-its-python:link': (environment: string, interpreter: string, here: string | undefined) =>
    says(
      `\`${environment}/bin/python\` is a link to the Python in \`${interpreter}\`, and this image has its Python${here === undefined ? '' : ` in \`${here}\``}: "no such file or directory".`,
      'Build and run on images with the same Python at the same path, or make the environment in this stage.',
    ),
  'missing-library': (file: string, name: string, library: string) =>
    says(
      `\`${file}\` imports \`${name}\`, which was compiled against a library that this image does not have.`,
      `Install \`${library}\` in the final stage, or use a package with a wheel.`,
    ),
  'missing-script:folder': (path: string, text: string, files: Paths) =>
    says(
      `\`${path}\` is a folder: a COPY gave the name to the folder into which it copied, so Python finds no program there.`,
      adviseOnScript(path, text, files),
    ),
  'missing-script:to-start': (path: string, text: string, files: Paths, workingDirectory: string) =>
    says(
      `The container runs \`${text}\` in \`${workingDirectory}\`, and there is no \`${path}\`.`,
      adviseOnScript(path, text, files),
    ),
  'module-not-found': (file: string, module: string, bringer: string, stage: string | null) => {
    const [who, verb] = file.includes('/') ? [`\`${baseName(file)}\``, 'imports'] : [file, 'needs'];
    return stage === null
      ? says(
          `${who} ${verb} \`${module}\`, and the image holds no package that brings it.`,
          `Add \`${bringer}\` to the requirements that the image installs.`,
        )
      : says(
          `${who} ${verb} \`${module}\`, whose package was installed in stage ${stage} and left there.`,
          'Copy the environment with the installed packages from that stage, too.',
        );
  },
  'module-not-found:application': (server: string, name: string, folder: string, files: Paths) => {
    const elsewhere = findModule(name, files);
    return says(
      `\`${server}\` looks for the module \`${name}\` in \`${folder}\`, and there is none.`,
      elsewhere === undefined
        ? `Copy the module \`${name}\` into the image, or correct its name.`
        : `Set \`WORKDIR ${elsewhere}\`, where the module lies.`,
    );
  },
  'moved-environment': (program: string, created: string, path: string) =>
    says(
      `\`${program}\` names the Python of \`${created}\` in its first line, and the environment now lies at \`${path}\`.`,
      `Copy the environment to \`${created}\`, the path at which it was created.`,
    ),
  'no-command': () =>
    says('The image says no program to start: "no command specified".', 'Name the program with CMD or ENTRYPOINT.'),
  'no-interpreter': (path: string, program: string) =>
    says(
      `The first line of \`${path}\` asks for \`${program}\`, and this image has none: "no such file or directory".`,
      `Install \`${baseName(program)}\`, or write the script for \`/bin/sh\`.`,
    ),
  'no-interpreter:unnamed': (path: string) =>
    says(
      `\`${path}\` says in no first line what runs it: "exec format error".`,
      'Begin the file with `#!/bin/sh`, or name its interpreter in the command.',
    ),
  'permission-denied:to-start': (program: string, place: string, user: string) =>
    says(
      `\`${program}\` lies in \`${place}\`, and \`${user}\` may not look into \`/root\`.`,
      'Install into a virtual environment such as `/opt/venv`, or into the home of that user.',
    ),
  'unknown-user:to-start': (user: string) =>
    says(
      `The image has no user \`${user}\`, so the container does not start: "unable to find user ${user}".`,
      `Create the user in an earlier step, such as \`RUN useradd ${user}\`, or use a number.`,
    ),
};

/** Where the script lies, if it is in the image at all. */
function adviseOnScript(path: string, text: string, files: Paths): string {
  const elsewhere = [...files.keys()].find((other) => baseName(other) === baseName(path));
  if (elsewhere === undefined) return `Copy \`${baseName(path)}\` into the image.`;
  const folder = parentOf(elsewhere);
  if (baseName(folder) === baseName(path))
    return `The COPY that names \`${folder}\` makes a folder of that name: copy to \`${parentOf(folder)}/\` and set \`WORKDIR ${parentOf(folder)}\`.`;
  return text.startsWith('/')
    ? `Name the file as \`${elsewhere}\`.`
    : `Set \`WORKDIR ${folder}\`, or name the file as \`${elsewhere}\`.`;
}

/** The folder from which a module of the image could be imported. */
function findModule(name: string, files: Paths): string | undefined {
  const relative = `/${name.replaceAll('.', '/')}`;
  const endings = ['.py', '/__init__.py', '/__main__.py'].map((ending) => relative + ending);
  for (const path of files.keys()) {
    const ending = endings.find((each) => path.endsWith(each));
    if (ending !== undefined) return path.slice(0, -ending.length) || '/';
  }
  return undefined;
}
