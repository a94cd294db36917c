import type { Project } from '@/lib/analyzer/project';

/** Hands the reader a file with all texts of a project, for when the browser cannot save it. */
export function downloadProject(project: Project, name: string): void {
  const blob = new Blob([`${JSON.stringify(project, null, 2)}\n`], { type: 'application/json' });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.json`;
  link.click();
  // The browser reads the address after the click; a second later it has.
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
