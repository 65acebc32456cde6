/** The part of jStat that is used; the package carries no types. */
declare module "jstat" {
  interface StudentT {
    cdf(x: number, df: number): number;
    inv(p: number, df: number): number;
  }
  interface Normal {
    cdf(x: number, mean: number, std: number): number;
    inv(p: number, mean: number, std: number): number;
  }
  const jStat: { readonly studentt: StudentT; readonly normal: Normal };
  export default jStat;
}
