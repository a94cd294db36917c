import type { ToolPart } from '../build/tools';
import type { RulePart } from '../rules/types';

/**
 * What many builds do without, and the page loads when a build asks for it. Every analysis asks for `rebuilds`, that of a
 * build that fails for `failures`, and that of a project whose comments may silence findings for `silences`.
 */
export type Part = RulePart | ToolPart | 'rebuilds' | 'silences';
