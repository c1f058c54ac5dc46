/** What Discord recommends, asked for at most once and without waiting: a session must not fall silent meanwhile. */
export interface Recommendation {
  /** The number, once it is known. @throws what Discord's refusal was, such as a StartError for a wrong token */
  number(): number | undefined;
  /** Asks, unless it was asked before. */
  ask(): void;
}

/** @param onAnswer called when there is an answer */
export function createRecommendation(recommended: () => Promise<number>, onAnswer: () => void): Recommendation {
  let asked = false;
  let answer: { readonly number: number } | { readonly refusal: unknown } | undefined;
  return {
    number() {
      if (answer && 'refusal' in answer) throw answer.refusal;
      return answer?.number;
    },
    ask() {
      if (asked) return;
      asked = true;
      recommended()
        .then((number) => {
          answer = { number };
        })
        .catch((refusal: unknown) => {
          answer = { refusal };
        })
        .finally(onAnswer);
    },
  };
}
