import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es5.d.ts'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Declaration files, as the TypeScript compiler understands them. */
export class Declarations {
  readonly checker: ts.TypeChecker;
  private readonly program: ts.Program;

  constructor(files: string[]) {
    const host = ts.createCompilerHost(OPTIONS);
    // Most of these files is prose, which nobody reads here.
    host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
    this.program = ts.createProgram(files, OPTIONS, host);
    this.checker = this.program.getTypeChecker();
  }

  /** The type that a file exports under this name. */
  exported(file: string, name: string): ts.Type {
    const source = this.program.getSourceFile(file);
    const module = source && this.checker.getSymbolAtLocation(source);
    const found =
      module && this.checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
    if (!found) throw new Error(`${file} no longer exports ${name}.`);
    const isAlias = (found.flags & ts.SymbolFlags.Alias) !== 0;
    return this.checker.getDeclaredTypeOfSymbol(
      isAlias ? this.checker.getAliasedSymbol(found) : found,
    );
  }

  /** The type of a field, without `null`. */
  field(type: ts.Type, name: string): ts.Type {
    const field = type.getProperty(name);
    if (!field) throw new Error(`${this.checker.typeToString(type)} no longer has ${name}.`);
    return this.checker.getTypeOfSymbol(field).getNonNullableType();
  }
}

export const isOptional = (field: ts.Symbol) => (field.flags & ts.SymbolFlags.Optional) !== 0;
