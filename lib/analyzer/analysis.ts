import type { ImageContents } from './build/describe-contents';
import type { BaseProfile, BuildOptions, Contribution, Failure, MachineProfile, StepKind } from './build/types';
import type { Estimate } from './estimate';
import type { BareFinding, Finding, SilencedFinding } from './rules/types';
import type { SourceRange } from './syntax/range';
import type { SyntaxProblem } from './syntax/types';

export type Letter = 'A' | 'B' | 'C' | 'D' | 'E' | 'F';

/** One reason for lost points before the texts of rules are filled in. */
export interface BareLostPoints {
  readonly points: number;
  /** A sentence; left out where it is what the rule of `source` says. */
  readonly reason?: string;
  /** `rule:no-pip-cache`, `failure:missing-source`, `syntax:unknown-instruction`. */
  readonly source: string;
  readonly range: SourceRange | null;
}

/** One reason for lost points. */
export interface LostPoints extends BareLostPoints {
  readonly reason: string;
}

/** 0 to 100. `points` plus the sum of `lost` is 100, unless a cap applies, which is then itself an entry of `lost`. */
export interface BareScore {
  readonly points: number;
  readonly letter: Letter;
  readonly lost: readonly BareLostPoints[];
}

export interface Score extends BareScore {
  readonly lost: readonly LostPoints[];
}

export type { MachineProfile };

/** What an analysis is asked, besides the files. */
export type AnalyzeOptions = BuildOptions;

/** A step as the page shows it. */
export interface StepSummary {
  /** `2:3`, stage and position: unique. */
  readonly id: string;
  readonly stage: number;
  readonly index: number;
  readonly kind: StepKind;
  /** The instruction on one line, blanks folded. */
  readonly text: string;
  readonly range: SourceRange;
  /** 1-based. */
  readonly line: number;
  /** Last line, 1-based: where the cost is shown. */
  readonly lastLine: number;
  /** Makes a layer (or its bytes are counted in one). */
  readonly layer: boolean;
  readonly bytes: Estimate;
  readonly seconds: Estimate;
  readonly contributions: readonly Contribution[];
}

export interface StageSummary {
  readonly index: number;
  readonly name: string | null;
  /** As written after FROM, variables expanded. */
  readonly base: string;
  readonly profile: BaseProfile;
  readonly needed: boolean;
  readonly steps: readonly StepSummary[];
}

/** What an edit of one file makes run again. */
export interface Rebuild {
  /** Path of the edited file. */
  readonly path: string;
  /** Steps that run again, by id, in build order; configuration steps never count. */
  readonly steps: readonly string[];
  readonly seconds: Estimate;
  /** Why the first of them runs again: a sentence; `null` where nothing does. */
  readonly reason: string | null;
}

export type { ContentNode, ImageContents, LostContent } from './build/describe-contents';

/** An analysis before the texts of rules are filled in: what the worker answers, which does not load them. */
export interface BareAnalysis {
  /** Version of the rules and the model that made it. */
  readonly ruleset: string;
  readonly problems: readonly (SyntaxProblem & { readonly line: number })[];
  readonly findings: readonly BareFinding[];
  /** What rules found and comments of the project silence: it is neither shown nor graded, and not mended either. */
  readonly silenced: readonly SilencedFinding[];
  /** `rule` is the rule whose finding is the same fault: that finding has the failure's index and the fix. */
  readonly failures: readonly (Failure & { readonly line: number; readonly rule?: string })[];
  readonly score: BareScore;
  readonly stages: readonly StageSummary[];
  /** Index of the stage that becomes the image; `null` where there is none. */
  readonly target: number | null;
  /** Ids of the steps whose layers the final image holds, base first; a FROM stands for the base's layers. */
  readonly layers: readonly string[];
  readonly size: {
    /** Unpacked bytes of the layers: classic store. */
    readonly classic: Estimate;
    /** 4 KiB blocks plus compressed content: containerd store. */
    readonly containerd: Estimate;
    /** What a push or pull transfers. */
    readonly compressed: Estimate;
  };
  /** Bytes of the final image by kind, classic store. */
  readonly kinds: readonly Contribution[];
  /** The same bytes piece by piece. */
  readonly contents: ImageContents;
  /** Python packages in the final image, by normalised name. */
  readonly pythonPackages: readonly {
    readonly name: string;
    readonly version: string | null;
    readonly direct: boolean;
  }[];
  /** Seconds of a build with nothing cached, base pull and export included. */
  readonly cold: Estimate;
  /** For every file of the project that the editor shows. */
  readonly rebuilds: readonly Rebuild[];
  /** What we do not know about this build: short phrases. */
  readonly unknown: readonly string[];
}

/** Everything the page shows of a project: plain data, safe to copy between threads and to write as JSON. */
export interface Analysis extends BareAnalysis {
  readonly findings: readonly Finding[];
  readonly score: Score;
}
