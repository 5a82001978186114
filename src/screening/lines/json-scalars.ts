/** A string, number or literal of a JSON text, and where it stands: strings without their quotes. */
export interface Scalar {
  /** Names of members and places in lists on the way to it, e.g. `code.coding.0.display`. */
  readonly path: string;
  readonly kind: 'string' | 'number' | 'literal';
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

/** Any token but white space; the text is known to be JSON. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gy;
const space = /\s*/y;
const plainName = /^"[A-Za-z0-9_]+"$/;

interface Level {
  readonly prefix: string;
  /** Members so far; absent for a list. */
  readonly names: Set<string> | undefined;
  path: string;
  place: number;
}

/**
 * Every scalar of a text that `JSON.parse` has accepted, in order. Undefined where a path would not be one place: a member
 * that comes twice, or whose name is unusual.
 * @param json bytes as latin1, so that places in it are places in the bytes
 */
export function scalarsOf(json: string): readonly Scalar[] | undefined {
  const scalars: Scalar[] = [];
  const levels: Level[] = [];
  let path = '';
  for (let at = afterSpace(json, 0); at < json.length; at = afterSpace(json, token.lastIndex)) {
    token.lastIndex = at;
    const text = token.exec(json)?.[0];
    if (text === undefined) return undefined;
    const level = levels.at(-1);
    const end = at + text.length;
    if (text === '{' || text === '[') {
      const prefix = path === '' ? '' : `${path}.`;
      levels.push({ prefix, names: text === '{' ? new Set() : undefined, path, place: 0 });
      if (text === '[') path = `${prefix}0`;
    } else if (text === '}' || text === ']') {
      path = levels.pop()!.path;
    } else if (text === ',') {
      if (level && !level.names) path = `${level.prefix}${++level.place}`;
    } else if (level?.names && text !== ':' && json[afterSpace(json, end)] === ':') {
      const name = text.slice(1, -1);
      if (!plainName.test(text) || level.names.has(name)) return undefined;
      level.names.add(name);
      path = `${level.prefix}${name}`;
    } else if (text.startsWith('"')) scalars.push({ path, kind: 'string', from: at + 1, to: end - 1 });
    else if (text !== ':') scalars.push({ path, kind: /^[-\d]/.test(text) ? 'number' : 'literal', from: at, to: end });
    token.lastIndex = end;
  }
  return scalars;
}

function afterSpace(json: string, at: number): number {
  space.lastIndex = at;
  space.exec(json);
  return space.lastIndex;
}
