import type { ToolPart, ToolParts } from '../build/tools';
import type { Rule, RulePart } from '../rules/types';

/** What many builds do without, and the page loads when a build asks for it. */
export type Part = RulePart | ToolPart;

/** The rules of a part, and its tools. */
export interface PartOfKnowledge {
  readonly rules: readonly Rule[];
  readonly tools: Partial<ToolParts>;
}
