/**
 * An object as YAML with a line for each field. Values are written as JSON, which every version of YAML reads in the same
 * way.
 */
export function scalarYaml(fields: object): string {
  return Object.entries(fields)
    .map(
      ([name, value]) =>
        `${/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)}: ${JSON.stringify(value)}\n`,
    )
    .join("");
}
