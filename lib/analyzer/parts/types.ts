import type { ToolPart } from '../build/tools';
import type { RulePart } from '../rules/types';

/**
 * What many builds do without, and the page loads when a build asks for it. Every analysis asks for `rebuilds`, and that of a
 * build that fails for `failures`.
 */
export type Part = RulePart | ToolPart | 'rebuilds';
