import type { Build } from '../../build/types';
import { imageOf } from '../base-images';

/** `3.13-slim`, `3.13.1-slim-trixie`, `3.13-alpine`: a small variant of a release. */
const small = /^\d+\.\d+(?:\.\d+)?-(?:slim|alpine)/;

/** Whether a stage starts from an image of which there may be a smaller one, or a tag that says more. */
export function usesBases({ stages }: Build): boolean {
  return stages.some((stage) => {
    const reference = imageOf(stage)?.reference;
    if (reference === undefined) return false;
    const { repository, tag } = reference;
    if (tag === null || tag === 'latest') return true;
    return (repository === 'python' && !small.test(tag)) || (repository === 'debian' && !tag.endsWith('-slim'));
  });
}
