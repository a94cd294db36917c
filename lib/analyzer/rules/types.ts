import type { Build } from '../build/types';
import type { Estimate } from '../estimate';
import type { Project } from '../project';
import type { Settings } from '../settings/types';
import type { SourceRange } from '../syntax/range';

export type Severity = 'error' | 'warning' | 'info';
export type Category = 'size' | 'speed' | 'security' | 'reliability' | 'reproducibility' | 'clarity';

/** Replace `range` of `file` by `text`. */
export interface TextEdit {
  readonly file: string;
  readonly range: SourceRange;
  readonly text: string;
}

export interface Fix {
  /** What the button says, in the imperative: `Add --no-cache-dir`. */
  readonly title: string;
  /** `safe` never changes what the image does; `review` may. */
  readonly safety: 'safe' | 'review';
  readonly edits: readonly TextEdit[];
}

/** What mending a finding saves; what the model cannot tell is left out. */
export interface Savings {
  /** Bytes of the final image. */
  readonly bytes?: Estimate;
  /** Seconds of a build with nothing cached. */
  readonly seconds?: Estimate;
  /** Seconds of the build after every edit of the sources. */
  readonly secondsPerEdit?: Estimate;
}

/** What a rule reports at one place. Texts left out are the rule's own. */
export interface Report {
  readonly range: SourceRange;
  /** Defaults to the Dockerfile. */
  readonly file?: string;
  readonly wrong?: string;
  readonly why?: string;
  readonly remedy?: string;
  readonly stage?: number;
  readonly severity?: Severity;
  /** Which of the rule's codes are about this report, where it is not all of them. */
  readonly codes?: Rule['codes'];
  /** What fixing it saves, where the model can tell. */
  readonly saves?: Savings;
  readonly fix?: Fix;
}

/** A Dockerfile (with other files where they matter) that fires, and one that does not. */
export interface RuleExample {
  readonly title: string;
  readonly bad: string;
  readonly good: string;
  /** Other files of the project, by path; the same for both, unless `goodFiles` says otherwise. */
  readonly files?: Readonly<Record<string, string>>;
  readonly goodFiles?: Readonly<Record<string, string>>;
  readonly bulk?: Project['bulk'];
  /** What a team has decided, for a rule that goes by it; all else is as by default. */
  readonly settings?: Partial<Settings>;
  /** The text at each place where `bad` fires, in order: its exact source slices. */
  readonly fires: readonly string[];
}

/** What a rule says wherever a report does not say it more exactly. */
export interface RuleTexts {
  readonly title: string;
  readonly category: Category;
  /** What is wrong: one sentence. */
  readonly wrong: string;
  /** Why it matters: one or two sentences. */
  readonly why: string;
  /** What to do: one sentence, in the imperative. */
  readonly remedy: string;
  /** `track/lesson` that teaches it. */
  readonly lesson?: string;
  /** Ids of recordings that show it. */
  readonly recordings: readonly string[];
}

/**
 * Rules that find something in some builds only, and that the page loads for those: about what a team has decided, and about
 * what many builds do without. `rules-support/parts/` tells what each part is about.
 */
export type RulePart =
  | 'bases'
  | 'configuration'
  | 'decisions'
  | 'downloads'
  | 'packages'
  | 'projects'
  | 'scripts'
  | 'stages'
  | 'system';

/** What a rule checks; what it says (`texts`) and shows (`examples`) are exports beside it, loaded where they are needed. */
export interface Rule {
  /** Kebab-case; also the file's name and the page's address. */
  readonly id: string;
  /** The part that it belongs to; left out where any build may have something for it. It is run only where its part is asked for. */
  readonly part?: RulePart;
  readonly severity: Severity;
  /** `false`: off unless somebody asks for it, since most people gain nothing by it; `why` says who does. */
  readonly enabled?: boolean;
  /** The same checks in other tools. A rule that answers for several says with each report which it is. */
  readonly codes: { readonly hadolint?: readonly string[]; readonly buildkit?: readonly string[] };
  /**
   * Codes of failures that are the same fault as a finding of this rule: the two are shown as one, and cost points once.
   */
  readonly failures?: readonly string[];
  readonly check: (build: Build) => readonly Report[];
}

/** A rule with its texts. */
export interface DescribedRule extends Rule, RuleTexts {}

/** Declares a rule; the file's default export. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** A rule's result before its texts are filled in: what is left out is what the rule itself says. */
export interface BareFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly wrong?: string;
  readonly why?: string;
  readonly remedy?: string;
  readonly file: string;
  readonly range: SourceRange;
  /** 1-based line of the range's start. */
  readonly line: number;
  readonly stage: number | null;
  readonly saves: Savings;
  readonly fix: Fix | null;
  readonly codes: Rule['codes'];
  /** Index of the build's failure that is the same fault; absent where there is none. Such a finding is an error. */
  readonly failure?: number;
}

/** A rule's result, complete: plain data. */
export interface Finding extends BareFinding {
  readonly title: string;
  readonly category: Category;
  readonly wrong: string;
  readonly why: string;
  readonly remedy: string;
}

/** Where a rule found something that a comment silences. */
export interface SilencedFinding {
  readonly rule: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}
