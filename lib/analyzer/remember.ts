/** Gives what was made before for an owner and a key, or makes it now. */
export type Remember<Owner extends object, Answer> = (owner: Owner, key: string, make: () => Answer) => Answer;

/**
 * A memory for the answers of a pure function of something that outlives a keystroke, such as the catalog, and a text that
 * names everything else that counts. Beyond so many answers for one owner it begins anew.
 */
export function rememberAnswers<Owner extends object, Answer>(most: number): Remember<Owner, Answer> {
  const answers = new WeakMap<Owner, Map<string, { readonly answer: Answer }>>();
  return (owner, key, make) => {
    let known = answers.get(owner);
    if (known === undefined) {
      known = new Map();
      answers.set(owner, known);
    }
    const before = known.get(key);
    if (before !== undefined) return before.answer;
    const answer = make();
    if (known.size >= most) known.clear();
    known.set(key, { answer });
    return answer;
  };
}
