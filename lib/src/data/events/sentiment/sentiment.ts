import { BAD, FAILURES, GOOD, NEGATIONS } from "./lexicon.js";

/** How good or bad a text about a company sounds. */
export interface Sentiment {
  /** (good − bad) / (good + bad) words, −1 … 1; `NaN` where there is neither. */
  readonly score: number;
  /** Good and bad words. */
  readonly words: number;
}

/** Words before a good or bad one that may turn it round, of the same clause. */
const REACH = 3;

/**
 * Sentiment of a headline by counting the words of a list for finance, each in its listed forms. A negation among the three
 * words before turns a word round (`not profitable`, `no losses`), a failure a good one only (`fails to beat`). No grammar
 * beyond that, no irony: made for averages over many headlines, not for one.
 */
export function sentiment(text: string): Sentiment {
  let [good, bad] = [0, 0];
  for (const clause of text.toLowerCase().split(/[,;:.!?–—]/)) {
    const words = clause.match(/[\p{L}][\p{L}'’-]*/gu) ?? [];
    words.forEach((word, i) => {
      const isGood = GOOD.has(word);
      if (!isGood && !BAD.has(word)) return;
      const turned = words
        .slice(Math.max(0, i - REACH), i)
        .some((before) => NEGATIONS.has(before) || (isGood && FAILURES.has(before)));
      if (isGood !== turned) good++;
      else bad++;
    });
  }
  return { score: (good - bad) / (good + bad), words: good + bad };
}
