import type { Build } from '../build/types';
import { readProjectFile } from '../project';
import type { BareFinding } from '../rules/types';

/** What a comment that silences something has in it. */
export const silenceSign = /(?:layerwise|hadolint)\s.*ignore|check\s*=/i;

/** Whether comments of the project may silence some of what was found in it. */
export function mayBeSilenced({ dockerfile, project }: Build, findings: readonly BareFinding[]): boolean {
  return (
    dockerfile.comments.some(({ text }) => silenceSign.test(text)) ||
    dockerfile.directives.some(({ name }) => name.toLowerCase() === 'check') ||
    findings.some(({ file }) => file !== project.dockerfile && silenceSign.test(readProjectFile(project, file) ?? ''))
  );
}
