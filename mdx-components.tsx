import type { MDXComponents } from 'mdx/types';
import * as lesson from '@/components/lesson/mdx';

/** What every MDX file may use without importing it. */
export function useMDXComponents(): MDXComponents {
  return { ...lesson };
}
