import { parseAst } from 'vitest/node';

/** A test as its source names it. */
export interface TestTitle {
  /** Titles from the outermost suite to the test, with the cells of its table filled in. */
  readonly path: readonly string[];
  /** These titles and, one by one, the cells that were filled in: whatever may begin with the id of a requirement. */
  readonly texts: readonly string[];
  /** False for what is skipped, planned or known to fail: its title proves nothing. */
  readonly runs: boolean;
}

/** A node of the syntax tree (https://github.com/estree/estree), as far as titles need it. */
interface Node {
  readonly type: string;
  readonly [member: string]: unknown;
}

interface Title {
  readonly title: string;
  readonly cells: readonly string[];
}

const openers: ReadonlyMap<string, 'suite' | 'test'> = new Map([
  ['describe', 'suite'],
  ['it', 'test'],
  ['test', 'test'],
]);
/** `skipIf` is none of these: it runs wherever its condition allows. */
const idle: readonly string[] = ['skip', 'todo', 'fails'];
/** Stands where a title depends on what only a run knows. */
const unknown = '…';

/** The tests of a source file, read and not run: fast, and the same on every machine. */
export function testTitles(source: string): readonly TestTitle[] {
  const program = parseAst(source, { lang: 'ts' }) as unknown as Node;
  const tables = topLevelConstants(program);
  const found: TestTitle[] = [];
  const visit = (node: Node, { path, texts, runs }: TestTitle): void => {
    const call = testCall(node, tables);
    if (!call) {
      for (const child of childrenOf(node)) visit(child, { path, texts, runs });
      return;
    }
    for (const { title, cells } of call.titles) {
      const here = { path: [...path, title], texts: [...texts, title, ...cells], runs: runs && !call.idle };
      if (call.kind === 'test') found.push(here);
      else for (const child of listOf(node.arguments)) visit(child, here);
    }
  };
  visit(program, { path: [], texts: [], runs: true });
  return found;
}

/** What a call of `describe` or `it` declares; undefined when the node is no such call. */
function testCall(node: Node, tables: ReadonlyMap<string, Node>) {
  if (node.type !== 'CallExpression') return undefined;
  const { base, modifiers, table } = calleeOf(node.callee as Node);
  const kind = openers.get(base);
  const template = textOf(listOf(node.arguments)[0]);
  if (!kind || template === undefined) return undefined;
  const titles: readonly Title[] = table
    ? rowsOf(table, tables).map((row) => filled(template, row))
    : [{ title: template, cells: [] }];
  return { kind, titles, idle: modifiers.some((modifier) => idle.includes(modifier)) };
}

/** `it.skipIf(x).each(table)` → base `it`, modifiers `skipIf` and `each`, and the table. */
function calleeOf(callee: Node): { base: string; modifiers: readonly string[]; table?: Node } {
  if (callee.type === 'Identifier') return { base: String(callee.name), modifiers: [] };
  if (callee.type === 'CallExpression') {
    const inner = calleeOf(callee.callee as Node);
    const [table] = listOf(callee.arguments);
    return inner.modifiers.at(-1) === 'each' && table ? { ...inner, table } : inner;
  }
  if (callee.type !== 'MemberExpression') return { base: '', modifiers: [] };
  const inner = calleeOf(callee.object as Node);
  return { ...inner, modifiers: [...inner.modifiers, nameOf(callee.property)] };
}

/** The rows of an `each` table; one row of unknown cells when the source alone does not tell them. */
function rowsOf(table: Node, tables: ReadonlyMap<string, Node>): readonly (Node | undefined)[] {
  const node = bare(table);
  const named = node.type === 'Identifier' ? tables.get(nameOf(node)) : undefined;
  if (named) return rowsOf(named, new Map());
  return node.type === 'ArrayExpression' ? listOf(node.elements).map(bare) : [undefined];
}

/** A template with `%s` and its like, or `$member`, replaced by what the row says (https://vitest.dev/api/test#test-each). */
function filled(template: string, row: Node | undefined): Title {
  const cells: string[] = [];
  const fill = (node: Node | undefined) => {
    const text = textOf(node) ?? unknown;
    cells.push(text);
    return text;
  };
  if (row?.type === 'ObjectExpression') {
    const value = (name: string) => listOf(row.properties).find(({ key }) => nameOf(key) === name)?.value;
    return { title: template.replace(/\$(\w+)/g, (_, name: string) => fill(value(name) as Node | undefined)), cells };
  }
  const elements = row?.type === 'ArrayExpression' ? listOf(row.elements) : [row];
  let next = 0;
  return { title: template.replace(/%[sdifjo]/g, () => fill(elements[next++])), cells };
}

/** The text of a string literal, or of a template literal as far as it is fixed. */
function textOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal') return String(node.value);
  if (node?.type !== 'TemplateLiteral') return undefined;
  return listOfAny<{ readonly value: { readonly cooked: string } }>(node.quasis)
    .map(({ value }) => value.cooked)
    .join(unknown);
}

function topLevelConstants({ body }: Node): ReadonlyMap<string, Node> {
  const declarations = listOf(body)
    .filter(({ type }) => type === 'VariableDeclaration')
    .flatMap((declaration) => listOf(declaration.declarations));
  return new Map(declarations.flatMap(({ id, init }) => (isNode(init) ? [[nameOf(id), init] as const] : [])));
}

/** Without `as const` and `satisfies`. */
const bare = (node: Node): Node =>
  /^TS(As|Satisfies)Expression$/.test(node.type) ? bare(node.expression as Node) : node;

const nameOf = (node: unknown): string => (isNode(node) ? String(node.name ?? '') : '');
const listOfAny = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? value : []);
const listOf = (value: unknown): readonly Node[] => listOfAny(value).filter(isNode);
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
const childrenOf = (node: Node): readonly Node[] =>
  Object.values(node).flatMap((value) => (isNode(value) ? [value] : listOf(value)));
