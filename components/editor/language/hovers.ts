import type { Analysis, StepSummary } from '@/lib/analyzer/analysis';
import type { BaseImageRecord } from '@/lib/analyzer/catalog/types';
import type { Estimate } from '@/lib/analyzer/estimate';
import { readKeyword } from '@/lib/analyzer/syntax/keywords';
import { parseDockerfile } from '@/lib/analyzer/syntax/parse';
import type { SourceRange } from '@/lib/analyzer/syntax/range';
import type { FromInstruction, Instruction } from '@/lib/analyzer/syntax/types';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import type { LanguageFacts } from './facts';
import { instructionNotes } from './instructions';

/** What is said about a place of the text: paragraphs of plain text with `code` in backquotes. */
export interface Hover {
  readonly range: SourceRange;
  readonly paragraphs: readonly string[];
}

/** What is known about the word at an offset of a Dockerfile; `null` where nothing is. */
export function hoverAt(text: string, offset: number, facts: LanguageFacts): Hover | null {
  const dockerfile = parseDockerfile(text);
  const outer = dockerfile.instructions.find(({ range }) => offset >= range.start && offset < range.end);
  if (!outer) return null;
  const instruction = outer.keyword === 'ONBUILD' && holds(outer.trigger.range, offset) ? outer.trigger : outer;
  if (holds(instruction.keywordRange, offset)) return hoverKeyword(instruction, facts.analysis);
  const flag = instruction.flags.find((candidate) => holds(candidate.range, offset));
  if (flag) return hoverFlag(instruction, flag.name, flag.range);
  if (instruction.keyword === 'FROM' && holds(instruction.image.range, offset)) return hoverImage(instruction, facts);
  return null;
}

function holds(range: SourceRange, offset: number): boolean {
  return offset >= range.start && offset < range.end;
}

function hoverKeyword(instruction: Instruction, analysis: Analysis | null): Hover | null {
  if (instruction.keyword === 'UNKNOWN') {
    const keyword = readKeyword(instruction.name);
    return keyword ? { range: instruction.keywordRange, paragraphs: [instructionNotes[keyword].explanation] } : null;
  }
  const paragraphs = [instructionNotes[instruction.keyword].explanation];
  const step = analysis && findStep(analysis, instruction);
  if (step) paragraphs.push(...describeStep(step, analysis));
  return { range: instruction.keywordRange, paragraphs };
}

function findStep(analysis: Analysis, instruction: Instruction): StepSummary | undefined {
  for (const stage of analysis.stages) {
    const step = stage.steps.find((candidate) => candidate.range.start === instruction.range.start);
    if (step) return step;
  }
  return undefined;
}

/** What a step costs, with ranges and what is not known. */
function describeStep(step: StepSummary, analysis: Analysis): readonly string[] {
  const paragraphs: string[] = [];
  const bytes = step.bytes.likely > 0 ? describeEstimate(step.bytes, formatBytes) : null;
  const seconds = step.seconds.likely >= 0.05 ? describeEstimate(step.seconds, formatSeconds) : null;
  const place = analysis.layers.includes(step.id) ? 'adds' : 'makes, outside of the final image,';
  if (bytes && seconds) paragraphs.push(`This step ${place} ${bytes} and takes ${seconds}.`);
  else if (bytes) paragraphs.push(`This step ${place} ${bytes}.`);
  else if (seconds) paragraphs.push(`This step takes ${seconds}.`);
  const unknown = [...new Set([...step.bytes.unknown, ...step.seconds.unknown])];
  if (unknown.length > 0) paragraphs.push(`Not known: ${unknown.join('; ')}.`);
  const evidence = step.bytes.evidence[0]?.text;
  if (evidence) paragraphs.push(`From: ${evidence}.`);
  return paragraphs;
}

/** `about 470 MB`, with its range where low and high print differently. */
function describeEstimate(estimate: Estimate, format: (value: number) => string): string {
  const low = format(estimate.low);
  const high = format(estimate.high);
  const likely = `about ${format(estimate.likely)}`;
  return low === high ? likely : `${likely} (${low} to ${high})`;
}

function hoverFlag(instruction: Instruction, name: string, range: SourceRange): Hover | null {
  if (instruction.keyword === 'UNKNOWN') return null;
  const note = instructionNotes[instruction.keyword].flags.find((flag) => flag.name === name)?.note;
  return note ? { range, paragraphs: [`\`--${name}\`: ${note}`] } : null;
}

function hoverImage(instruction: FromInstruction, facts: LanguageFacts): Hover | null {
  const range = instruction.image.range;
  const stage = facts.analysis?.stages.find((candidate) =>
    candidate.steps.some((step) => step.range.start === instruction.range.start),
  );
  const name = stage?.base ?? instruction.image.text;
  const record = findRecord(facts.baseImages, name);
  if (record) return { range, paragraphs: describeImage(record) };
  const own = parentStage(facts.analysis, name);
  if (own) return { range, paragraphs: [`The stage \`${name}\` of this Dockerfile, with everything in it.`] };
  return {
    range,
    paragraphs: [`No record of \`${name}\` in the catalog: its size is not known here.`],
  };
}

function parentStage(analysis: Analysis | null, name: string): boolean {
  return analysis?.stages.some((stage) => stage.name === name.toLowerCase()) ?? false;
}

/** The record of `image:tag`; an image without a tag means `latest`. */
function findRecord(images: readonly BaseImageRecord[], reference: string): BaseImageRecord | undefined {
  const bare = reference
    .replace(/@.*$/, '')
    .replace(/^docker\.io\//, '')
    .replace(/^library\//, '');
  const colon = bare.lastIndexOf(':');
  const [image, tag] = colon === -1 ? [bare, 'latest'] : [bare.slice(0, colon), bare.slice(colon + 1)];
  return images.find((record) => record.image === image && record.tag === tag);
}

function describeImage(record: BaseImageRecord): readonly string[] {
  const name = `\`${record.image}:${record.tag}\``;
  const compressed = `${formatBytes(record.compressedBytes)} to download`;
  const sizes = record.unpackedBytes ? `${formatBytes(record.unpackedBytes)} unpacked, ${compressed}` : compressed;
  const system = [record.distribution, record.release].filter(Boolean).join(' ');
  const python = record.pythonVersion ? ` with Python ${record.pythonVersion}` : '';
  return [
    `${name}: ${sizes} (linux/amd64). ${capitalise(system)}${python}.`,
    `From: ${record.provenance.source}, ${record.provenance.date}.`,
  ];
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
