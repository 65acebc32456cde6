import { join } from "node:path";
import ts from "typescript";

/** A name that a researcher can type in a cell. */
export interface PublicName {
  /** What stands before the dot: nothing for an export of `assay`, else a namespace or a class. */
  readonly of: string;
  readonly name: string;
  readonly kind: "namespace" | "value" | "type" | "member";
  /** The first words of its docstring; empty when it has none. */
  readonly words: string;
}

const DIST = new URL("../../lib/dist/", import.meta.url).pathname;

/**
 * The exports of `assay`, those of its namespaces, and the public members of every class among them; with `room`, those of
 * the module `assay/room`.
 */
export function publicApi(room = ""): PublicName[] {
  const door = join(DIST, room, "index.d.ts");
  const { NodeNext } = ts.ModuleKind;
  const resolution = ts.ModuleResolutionKind.NodeNext;
  const options = { module: NodeNext, moduleResolution: resolution, skipLibCheck: true, types: [] };
  const program = ts.createProgram([door], options);
  const checker = program.getTypeChecker();

  const target = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

  function nameOf(of: string, symbol: ts.Symbol, kind: PublicName["kind"]): PublicName {
    const text = ts.displayPartsToString(target(symbol).getDocumentationComment(checker));
    return { of, name: symbol.name, kind, words: text.split(/[\n{]/)[0].slice(0, 60).trim() };
  }

  function membersOf(of: string, symbol: ts.Symbol): PublicName[] {
    const members = checker.getDeclaredTypeOfSymbol(target(symbol)).getProperties();
    return members.filter(isOurs).map((member) => nameOf(of, member, "member"));
  }

  function exportsOf(of: string, module: ts.Symbol): PublicName[] {
    return checker.getExportsOfModule(target(module)).flatMap((symbol) => {
      const name = nameOf(of, symbol, kindOf(symbol, target(symbol)));
      const path = of ? `${of}.${symbol.name}` : symbol.name;
      if (target(symbol).flags & ts.SymbolFlags.Class) return [name, ...membersOf(path, symbol)];
      return name.kind === "namespace" && isOurs(target(symbol))
        ? [name, ...exportsOf(path, symbol)]
        : [name];
    });
  }
  return exportsOf(
    "",
    checker.getSymbolAtLocation(program.getSourceFile(door) as ts.SourceFile) as ts.Symbol,
  );
}

function kindOf({ declarations = [] }: ts.Symbol, { flags }: ts.Symbol): PublicName["kind"] {
  if (flags & ts.SymbolFlags.ValueModule) return "namespace";
  if (declarations.some(ts.isTypeOnlyExportDeclaration)) return "type";
  return flags & ts.SymbolFlags.Value ? "value" : "type";
}

/** Declared by the library, neither private nor a symbol. */
function isOurs({ name, declarations = [] }: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (
    !/^(#|__)/.test(name) &&
    declarations.some((declaration) => declaration.getSourceFile().fileName.startsWith(DIST)) &&
    !declarations.some((declaration) => ts.getCombinedModifierFlags(declaration) & hidden)
  );
}
