import type { Project, ProjectFile } from '@/lib/analyzer/project';

export function hasFile(project: Project, path: string): boolean {
  return project.files.some((file) => file.path === path);
}

/** The project with one file's text replaced; the same object where nothing changes. */
export function withText(project: Project, path: string, text: string): Project {
  const file = project.files.find((candidate) => candidate.path === path);
  if (!file || file.text === text) return project;
  return withFiles(
    project,
    project.files.map((candidate) => (candidate === file ? { ...file, text } : candidate)),
  );
}

/** The project with one more file, at its end. The path must be free (`checkNewPath`). */
export function withFile(project: Project, file: ProjectFile): Project {
  return withFiles(project, [...project.files, file]);
}

export function withoutFile(project: Project, path: string): Project {
  return withFiles(
    project,
    project.files.filter((file) => file.path !== path),
  );
}

export function withRenamedFile(project: Project, path: string, to: string): Project {
  return {
    ...project,
    dockerfile: project.dockerfile === path ? to : project.dockerfile,
    files: project.files.map((file) => (file.path === path ? { ...file, path: to } : file)),
  };
}

function withFiles(project: Project, files: readonly ProjectFile[]): Project {
  return { ...project, files };
}

/** Why a new file cannot have this path, in a sentence; `null` where it can. */
export function checkNewPath(project: Project, path: string): string | null {
  if (path.trim() === '') return 'Give the file a name.';
  if (path.length > 200) return 'Use at most 200 characters.';
  if (hasControlCharacter(path)) return 'Leave out line breaks and other control characters.';
  if (path.startsWith('/') || path.includes('\\'))
    return 'Write a relative path with forward slashes, such as src/main.py.';
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    return 'Each part of the path needs a name; “.” and “..” do not count.';
  }
  const taken = project.files.find((file) => file.path === path);
  if (taken) return `There is already a file ${path}.`;
  const folder = project.files.find((file) => file.path.startsWith(`${path}/`) || path.startsWith(`${file.path}/`));
  if (folder) return `${path} and ${folder.path} cannot both exist: one would be a file and a folder.`;
  return null;
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

/** Two projects with the same files, texts and bulk. */
export function sameProject(a: Project, b: Project): boolean {
  if (a === b) return true;
  return (
    a.dockerfile === b.dockerfile &&
    a.files.length === b.files.length &&
    a.files.every((file, index) => {
      const other = b.files[index];
      return (
        other !== undefined &&
        file.path === other.path &&
        file.text === other.text &&
        (file.executable ?? false) === (other.executable ?? false)
      );
    }) &&
    a.bulk.length === b.bulk.length &&
    a.bulk.every((entry, index) => {
      const other = b.bulk[index];
      return other?.path === entry.path && other.bytes === entry.bytes && other.files === entry.files;
    })
  );
}
