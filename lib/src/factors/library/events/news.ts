import { field } from "../../../expr/index.js";
import { entry } from "../libraryFactor.js";

const of = (name: string) => field(`events.news.${name}`);

export const news = [
  entry({
    factor: of("sentiment_7").named("news_sentiment_7"),
    title: "News sentiment, 7 days",
    doc: "Mean sentiment of the headlines of the last 7 days: (good − bad) / (good + bad) words of the list for finance. Missing without a headline that has any.",
    unit: "−1 … 1",
    source: "Tetlock, Saar-Tsechansky & Macskassy 2008, with a list of our own",
  }),
  entry({
    factor: of("sentiment_7").sub(of("sentiment_90")).named("news_sentiment_change_7_90"),
    title: "Change of news sentiment",
    doc: "Mean sentiment of the headlines of the last 7 days less that of the last 90.",
    unit: "−2 … 2",
    source: "Tetlock 2007 (deviation from a trailing mean)",
  }),
  entry({
    factor: of("count_7")
      .div(of("count_90"))
      .mul(90 / 7)
      .named("news_attention_7_90"),
    title: "Attention in the news",
    doc: "Headlines per day of the last 7 days over those of the last 90. Missing without any.",
    unit: "ratio",
    source: "Barber & Odean 2008; Fang & Peress 2009",
  }),
];
