import { bareInstruction, similarityOf, tokensOf } from './instruction-text';
import type { RecordedStep } from './schema';

/** A step as it is aligned. */
export type AlignableStep = Pick<RecordedStep, 'name' | 'kind' | 'nameIsCut'>;

/** Places in the two lists; `null` where only one has the step. `similarity` is 1 for equal text. */
export interface AlignedPair {
  readonly from: number | null;
  readonly to: number | null;
  readonly similarity: number;
}

/** Below this two instructions are different steps, not one that was changed. */
const leastSimilar = 0.5;
/** Pairs of steps that are compared word by word; longer builds are aligned by equal text alone. */
const mostPairs = 160_000;

/**
 * Pairs the steps of two builds in order, so that the sum of their similarities is greatest (Needleman and Wunsch, 1970, with
 * free gaps; with equal text alone it is the longest common subsequence). What every build does once pairs by its kind.
 */
export function alignSteps(from: readonly AlignableStep[], to: readonly AlignableStep[]): readonly AlignedPair[] {
  const score = scorePairs(from, to);
  const best = sumFromEnd(from.length, to.length, score);
  const at = (row: number, column: number) => best[row]?.[column] ?? 0;
  const pairs: AlignedPair[] = [];
  let [row, column] = [0, 0];
  while (row < from.length || column < to.length) {
    const similarity = score(row, column);
    if (similarity > 0 && at(row, column) === similarity + at(row + 1, column + 1)) {
      pairs.push({ from: row++, to: column++, similarity });
    } else if (row < from.length && (column >= to.length || at(row + 1, column) >= at(row, column + 1))) {
      pairs.push({ from: row++, to: null, similarity: 0 });
    } else pairs.push({ from: null, to: column++, similarity: 0 });
  }
  return pairs;
}

/** `sums[row][column]`: the greatest sum of similarities among what follows `row` in the one list and `column` in the other. */
function sumFromEnd(rows: number, columns: number, score: (row: number, column: number) => number) {
  const sums = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  for (let row = rows - 1; row >= 0; row--) {
    const [present, next] = [sums[row], sums[row + 1]];
    if (present === undefined || next === undefined) continue;
    for (let column = columns - 1; column >= 0; column--) {
      const similarity = score(row, column);
      const paired = similarity === 0 ? 0 : similarity + (next[column + 1] ?? 0);
      present[column] = Math.max(paired, next[column] ?? 0, present[column + 1] ?? 0);
    }
  }
  return sums;
}

interface ReadStep {
  readonly key: string;
  readonly keyword: string;
  readonly cut: boolean;
  readonly tokens: readonly string[];
}

function scorePairs(from: readonly AlignableStep[], to: readonly AlignableStep[]) {
  const [left, right] = [from.map(readStep), to.map(readStep)];
  const wordByWord = left.length * right.length <= mostPairs;
  return (row: number, column: number): number => {
    const [one, other] = [left[row], right[column]];
    if (one === undefined || other === undefined) return 0;
    if (one.key === other.key) return 1;
    if (!wordByWord || one.keyword === '' || one.keyword !== other.keyword) return 0;
    if (isStart(one, other) || isStart(other, one)) return 0.99;
    const similarity = similarityOf(one.tokens, other.tokens);
    // Less than 1, so that equal text always wins over the same words in another order.
    return similarity >= leastSimilar ? Math.min(0.98, similarity) : 0;
  };
}

function isStart(cut: ReadStep, whole: ReadStep): boolean {
  return cut.cut && cut.key.length >= 12 && whole.key.startsWith(cut.key.replace(/(?:…|\.\.\.)$/, ''));
}

function readStep({ name, kind, nameIsCut = false }: AlignableStep): ReadStep {
  if (kind === 'base' || kind === 'metadata' || kind === 'export') {
    // A build for several platforms or stages has more than one; their names decide among them.
    return { key: kind, keyword: '', cut: false, tokens: [] };
  }
  const text = bareInstruction(name).replace(/ from Dockerfile\S*$/, '');
  if (kind === 'context') return { key: text, keyword: '', cut: false, tokens: [] };
  const keyword = /^[A-Za-z]+/.exec(text)?.[0].toUpperCase() ?? '';
  const tokens = tokensOf(text).slice(1);
  return { key: [keyword, ...tokens].join(' '), keyword, cut: nameIsCut, tokens };
}
