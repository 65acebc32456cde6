/** A case in both languages. */
export interface SharedCase {
  readonly name: string;
  readonly typescript: string;
  readonly python: string;
}

export declare const CASES: readonly SharedCase[];
export declare function typescriptOf(name: string): string;
