import { copyTexts } from './copy-texts';
import { packageTexts } from './package-texts';
import { projectTexts } from './project-texts';
import { shellTexts } from './shell-texts';
import { startTexts } from './start-texts';
import { systemTexts } from './system-texts';
import type { FactsOf, FailureKind, FailureText, Fault } from './types';

/** What each kind of failure says. */
export const failureTexts = {
  ...copyTexts,
  ...packageTexts,
  ...projectTexts,
  ...shellTexts,
  ...startTexts,
  ...systemTexts,
};

const texts: { readonly [Kind in FailureKind]: (...facts: FactsOf[Kind]) => FailureText } = failureTexts;

/** Writes what a failure says. */
export function writeFailure<Kind extends FailureKind>({ kind, facts }: Fault<Kind>): FailureText {
  return texts[kind](...facts);
}
