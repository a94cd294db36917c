import type { Project } from '../project';
import type { RuleExample } from '../rules/types';

/** A rule's example as a project; `files` and `bulk` as the example has them. */
export function exampleProject(
  dockerfile: string,
  files: RuleExample['files'] = {},
  bulk: RuleExample['bulk'] = [],
): Project {
  const others = Object.entries(files).map(([path, text]) => ({ path, text }));
  return { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text: dockerfile }, ...others], bulk };
}
