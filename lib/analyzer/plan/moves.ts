import type { TextEdit } from '../rules/types';
import { weigh } from '../score/grade';
import type { Standing } from './measure';
import { splitStages } from './split-stages';

/** A change that a plan may take. */
export interface Move {
  /** The same for the same change in another round. */
  readonly key: string;
  readonly source: string;
  readonly rule: boolean;
  readonly title: string;
  readonly wrong: string | undefined;
  readonly why: string | undefined;
  readonly safety: 'safe' | 'review';
  readonly file: string;
  /** 0-based, in the Dockerfile. */
  readonly offset: number;
  /** 1-based, in `file`. */
  readonly line: number;
  readonly edits: readonly TextEdit[];
  /** Worth taking although it saves nothing today: it makes the later ones possible, or keeps what may come out. */
  readonly structural: boolean;
  /** Bytes that a structural move may cost. */
  readonly mayCostBytes: number;
}

/** Fewer RUNs save next to nothing, and what is joined cannot be cut into stages any more. */
const leftOut = new Set(['consecutive-runs']);

/** The fixes of the findings, those that mend failures and weigh most first, and the plan's own rewrites. */
export function listMoves({ build, findings }: Standing): readonly Move[] {
  const fixes = findings
    .filter((finding) => finding.fix !== null && !leftOut.has(finding.rule))
    .toSorted((one, other) => {
      const mends = Number(other.failure !== undefined) - Number(one.failure !== undefined);
      return mends || weigh(other) - weigh(one);
    })
    .flatMap(({ rule, wrong, why, fix, file, range, line }): Move[] =>
      fix === null
        ? []
        : [
            {
              key: `${rule} ${fix.title} ${fix.edits.map((edit) => edit.text).join('\0')}`,
              source: rule,
              rule: true,
              title: fix.title,
              wrong,
              why,
              safety: fix.safety,
              file,
              offset: range.start,
              line,
              edits: fix.edits,
              structural: false,
              mayCostBytes: 0,
            },
          ],
    );
  const split = splitStages(build);
  return split === null ? fixes : [split, ...fixes];
}
