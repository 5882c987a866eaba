import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './program.js';

/** A table as Prisma's schema has it: the tables that its relations lead to, by the relation's name. */
type Relations = Readonly<Record<string, string>>;

export interface TableUse {
  /** Below src/. */
  file: string;
  table: string;
  /** Prisma's, such as `updateMany`; `relation` inside of another table's call; `select` or `sql`. */
  method: string;
  /** What is written, where it is. */
  data: ts.Expression | null;
}

const READS = ['aggregate', 'count', 'findFirst', 'findMany', 'findUnique', 'groupBy'];
const WRITES = ['create', 'createMany', 'delete', 'deleteMany', 'update', 'updateMany', 'upsert'];
const METHOD = new RegExp(`^(${[...READS, ...WRITES].join('|')})(OrThrow|AndReturn)?$`);
const SQL = /\b(DELETE\s+FROM|FROM|INTO|UPDATE|JOIN|TABLE)\s+(?:shop\.)?["'`]?(\w+)/g;

/** Tables that Prisma's schema does not have, because one of the databases has no use for them. */
const EXTERNAL = { CatalogChange: {}, CatalogVersion: {}, Payer: {}, RateLimit: {} };

export const TABLES: Record<string, Relations> = { ...readSchema(), ...EXTERNAL };

/** Which of Prisma's tables the shop's sources use, and where: calls, relations inside of them, and SQL. */
export function tableUses(): TableUse[] {
  const src = path.join(root, 'src');
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/spec\.ts$|^sandbox|generated/.test(file))
    .flatMap((file) => usesIn(file, readFileSync(path.join(src, file), 'utf8')));
}

export function isWrite({ method }: TableUse): boolean {
  return WRITES.some((write) => method.startsWith(write));
}

/** Of one file. */
export function usesIn(file: string, text: string): TableUse[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const uses: TableUse[] = [];
  const add = (table: string, method: string, data: ts.Expression | null = null) =>
    uses.push({ file, table, method, data });
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node)) visitCall(node, add);
    if (ts.isVariableDeclaration(node)) visitNames(node, add);
    if (ts.isStringLiteral(node) || ts.isTemplateLiteral(node)) visitText(node, add);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}

type Add = (table: string, method: string, data?: ts.Expression | null) => void;

/** `….order.findMany({ … })` */
function visitCall({ expression, arguments: [given] }: ts.CallExpression, add: Add) {
  if (!ts.isPropertyAccessExpression(expression) || !METHOD.test(expression.name.text)) return;
  const delegate = expression.expression;
  if (!ts.isPropertyAccessExpression(delegate)) return;
  const table = tableOf(delegate.name.text);
  if (!table) return;
  add(table, expression.name.text, given && dataOf(given));
  if (given) visitRelations(given, table, add);
}

/** `const { order } = this.database.reader` */
function visitNames({ name, initializer }: ts.VariableDeclaration, add: Add) {
  if (!ts.isObjectBindingPattern(name) || !/\b(reader|tx)$/.test(initializer?.getText() ?? ''))
    return;
  for (const { propertyName, name: local } of name.elements) {
    const table = tableOf((propertyName ?? local).getText());
    if (table) add(table, 'findMany');
  }
}

function visitText(node: ts.StringLiteral | ts.TemplateLiteral, add: Add) {
  for (const [, clause = '', name = ''] of node.getText().matchAll(SQL))
    if (name in TABLES) add(name, /^(FROM|JOIN)$/.test(clause) ? 'select' : 'sql');
}

function visitRelations(node: ts.Node, table: string, add: Add) {
  ts.forEachChild(node, (child) => {
    const name = ts.isPropertyAssignment(child) ? child.name.getText() : '';
    const related = TABLES[table]?.[name];
    if (related) add(related, 'relation');
    visitRelations(child, related ?? table, add);
  });
}

function dataOf(given: ts.Expression): ts.Expression | null {
  if (!ts.isObjectLiteralExpression(given)) return given;
  for (const each of given.properties) {
    if (each.name && !['data', 'create', 'update'].includes(each.name.getText())) continue;
    if (ts.isShorthandPropertyAssignment(each)) return each.name;
    return ts.isPropertyAssignment(each) ? each.initializer : given;
  }
  return null;
}

function tableOf(delegate: string): string | undefined {
  return Object.keys(TABLES).find(
    (name) => name.charAt(0).toLowerCase() + name.slice(1) === delegate,
  );
}

function readSchema(): Record<string, Relations> {
  const schema = readFileSync(path.join(root, 'prisma/schema.prisma'), 'utf8');
  const models = [...schema.matchAll(/^model (\w+) \{\n([^}]*)\}/gm)];
  const names = models.map(([, name = '']) => name);
  const relationsOf = (fields: string) =>
    [...fields.matchAll(/^ +(\w+) +(\w+)/gm)]
      .map(([, field = '', type = '']) => [field, type] as const)
      .filter(([, type]) => names.includes(type));
  return Object.fromEntries(
    models.map(([, name = '', fields = '']) => [name, Object.fromEntries(relationsOf(fields))]),
  );
}
