/** A text with `{key}` replaced, and where each of its characters comes from. */
export interface Filled {
  readonly text: string;
  /** Character of the template that character `at` of the text comes from. */
  origin(at: number): number;
}

export type Values = Readonly<Record<string, number | string>>;

const PLACE = /\{([A-Za-z]\w*)\}/g;

/** The keys of the `{key}` in a text, each once. Options of our own syntax, `{ min: 5 }`, are none. */
export const placesIn = (template: string): string[] => [
  ...new Set([...template.matchAll(PLACE)].map(([, key]) => key)),
];

/** Put values in the place of `{key}`; every key must have one. */
export function fillPlaces(template: string, values: Values): Filled {
  const origins: number[] = [];
  let text = "";
  const append = (part: string, from: number, step: 0 | 1): void => {
    for (let i = 0; i < part.length; i++) origins.push(from + step * i);
    text += part;
  };
  let done = 0;
  for (const { 0: place, 1: key, index } of template.matchAll(PLACE)) {
    append(template.slice(done, index), done, 1);
    append(String(values[key]), index, 0);
    done = index + place.length;
  }
  append(template.slice(done), done, 1);
  return { text, origin: (at) => origins[at] ?? template.length };
}

/** Every combination of the values of each key; the last key changes fastest. */
export function combinations(grid: Readonly<Record<string, readonly (number | string)[]>>): Values[] {
  let all: Values[] = [{}];
  for (const [key, values] of Object.entries(grid)) {
    all = all.flatMap((given) => values.map((value) => ({ ...given, [key]: value })));
  }
  return all;
}
