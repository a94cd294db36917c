import { bareInstruction, similarityOf, tokensOf } from './instruction-text';
import type { RecordedStep } from './schema';

const alike = 0.85;

/**
 * For each instruction of a Dockerfile, the place of its step in a log; `null` where the log has none. Text decides, not
 * order: a log mixes the steps of stages that ran at once. Every step is given once.
 */
export function matchSteps(
  instructions: readonly string[],
  steps: readonly Pick<RecordedStep, 'name' | 'nameIsCut'>[],
  /** Which of the instructions are only the beginning of one. */
  cut: readonly boolean[] = [],
): readonly (number | null)[] {
  const left = new Map(
    steps.map((step, index) => [index, { tokens: tokensOf(withoutAlias(step.name)), cut: step.nameIsCut === true }]),
  );
  const wanted = instructions.map((text, place) => ({
    tokens: tokensOf(withoutAlias(text)),
    cut: cut[place] === true,
  }));
  const found = new Array<number | null>(instructions.length).fill(null);
  // Equal text first, so that a likeness never takes the step of an instruction that has it word for word.
  for (const least of [1, alike]) {
    for (const [place, instruction] of wanted.entries()) {
      const index = found[place] === null ? findMostAlike(instruction, left, least) : null;
      if (index === null) continue;
      found[place] = index;
      left.delete(index);
    }
  }
  return found;
}

interface Candidate {
  readonly tokens: readonly string[];
  readonly cut: boolean;
}

function findMostAlike(
  { tokens, cut }: Candidate,
  candidates: ReadonlyMap<number, Candidate>,
  least: number,
): number | null {
  let found: number | null = null;
  let most = 0;
  for (const [index, candidate] of candidates) {
    if (candidate.tokens[0]?.toUpperCase() !== tokens[0]?.toUpperCase()) continue;
    const begins =
      (candidate.cut && isBeginning(candidate.tokens, tokens)) || (cut && isBeginning(tokens, candidate.tokens));
    const similarity = begins ? 0.99 : similarityOf(tokens, candidate.tokens);
    if (similarity < least || similarity <= most) continue;
    found = index;
    most = similarity;
  }
  return found;
}

function withoutAlias(text: string): string {
  return bareInstruction(text).replace(/^(FROM\b.*?)\s+AS\s+\S+$/i, '$1');
}

function isBeginning(cut: readonly string[], whole: readonly string[]): boolean {
  const text = cut.join(' ').replace(/(?:…|\.\.\.)$/, '');
  return text.length >= 12 && whole.join(' ').startsWith(text);
}
