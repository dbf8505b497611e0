import { type Application, Context, Converter, ReflectionKind } from "typedoc";
import ts from "typescript";

/**
 * Loaded by typedoc. Calls each module as it is imported, and shows the fields of what actions take where they are taken:
 * those types have names of their own, but no use beyond their action.
 */
export function load(app: Application): void {
  const exported = new Set<ts.Symbol>();
  app.converter.on(Converter.EVENT_BEGIN, ({ programs }: Context) => {
    for (const program of programs) {
      const checker = program.getTypeChecker();
      for (const path of app.options.getValue("entryPoints")) {
        const file = program.getSourceFile(path);
        const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
        for (const symbol of module === undefined ? [] : checker.getExportsOfModule(module)) {
          exported.add(symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
        }
      }
    }
  });
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, reflection) => {
    if (reflection.kindOf(ReflectionKind.Module)) {
      reflection.name = reflection.name === "index" ? "commonweights/sdk" : `commonweights/${reflection.name}`;
    }
  });
  app.converter.on(Converter.EVENT_CREATE_PARAMETER, (_context, reflection) => {
    if (reflection.name === "__namedParameters") reflection.name = "parameters";
  });

  const shouldInline = Context.prototype.shouldInline;
  Context.prototype.shouldInline = function (symbol, name) {
    const target = symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    const isOurs = target.declarations?.some((node) => /\/src\/[^/]/.test(node.getSourceFile().fileName)) ?? false;
    return shouldInline.call(this, symbol, name) || (isOurs && isPlain(target) && !exported.has(target));
  };
}

/** Classes and generated contracts are too large to be shown inside of something else. */
function isPlain({ declarations = [], flags }: ts.Symbol): boolean {
  if (!(flags & (ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Interface))) return false;
  return declarations.every((node) => !/node_modules|typechain-types/.test(node.getSourceFile().fileName));
}
