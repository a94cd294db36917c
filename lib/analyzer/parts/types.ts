import type { ToolPart } from '../build/tools';
import type { RulePart } from '../rules/types';

/** What many builds do without, and the page loads when a build asks for it; every analysis asks for `rebuilds`. */
export type Part = RulePart | ToolPart | 'rebuilds';
