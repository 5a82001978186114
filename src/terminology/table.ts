import type { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { malformed, readLines, type SourceLine } from './source-file.ts';

/** One row of a publisher's table; cells are reached by the header's names. */
export class TableRow<Name extends string> {
  readonly at: SourceLine;
  readonly #cells: readonly string[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(at: SourceLine, cells: readonly string[], places: ReadonlyMap<string, number>) {
    this.at = at;
    this.#cells = cells;
    this.#places = places;
  }

  /** The cell under a required column. */
  cell(name: Name): string {
    return this.#cells[this.#places.get(name)!]!;
  }

  /** The cell under a column that not every edition of the table has; undefined where absent or empty. */
  optional(name: string): string | undefined {
    const place = this.#places.get(name);
    return (place === undefined ? undefined : this.#cells[place]) || undefined;
  }

  /** The error for this row: file, line and the character column at which the cell begins. */
  malformed(name: Name, problem: string): HoofbeatsError {
    const before = this.#cells.slice(0, this.#places.get(name)!);
    return malformed(
      this.at,
      before.reduce((sum, cell) => sum + cell.length + 1, 1),
      problem,
    );
  }
}

export interface TableOptions {
  /** Normalises a header cell, for editions that spell the same column differently. */
  readonly rename?: (name: string) => string;
  /** How a line falls into cells; by tabs where nothing is said. */
  readonly split?: (line: string) => readonly string[];
}

/** Cells of a comma-separated line; a cell in double quotes may hold commas, and quotes as `""` (RFC 4180 §2). */
export function splitCsv(line: string): readonly string[] {
  const cells = line.match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^,]*)(?=,|$)/g) ?? [];
  return cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

const splitTabs = (line: string): readonly string[] => line.split('\t');

/**
 * Streams a table with one header line, after any lines that begin with `#`.
 * @param columns names that the header must have, in any order; others may stand beside them.
 * @throws HoofbeatsError SOURCE_FILE_INVALID when a column is missing or a row is not as wide as the header.
 */
export async function* readTable<Name extends string>(
  file: string,
  columns: readonly Name[],
  { rename = (name) => name, split = splitTabs }: TableOptions = {},
): AsyncGenerator<TableRow<Name>> {
  let places: ReadonlyMap<string, number> | undefined;
  let last: SourceLine = { file, line: 1, text: '' };
  for await (const at of readLines(file)) {
    last = at;
    if (at.text === '') continue;
    const cells = split(at.text);
    if (!places) {
      const names = new Map(cells.map((cell, index) => [rename(cell), index]));
      if (columns.every((name) => names.has(name))) places = names;
      else if (!at.text.startsWith('#')) throw missing(at, columns, names);
    } else if (cells.length !== places.size) {
      // A short row ends where the next cell should begin; a long one goes wrong where its first surplus cell begins.
      const column = cells.slice(0, places.size).reduce((sum, cell) => sum + cell.length + 1, 1);
      throw malformed(
        at,
        Math.min(column, at.text.length + 1),
        `${cells.length} columns where ${places.size} are needed`,
      );
    } else {
      yield new TableRow<Name>(at, cells, places);
    }
  }
  if (!places) throw missing(last, columns, new Map());
}

function missing(at: SourceLine, columns: readonly string[], names: ReadonlyMap<string, number>): HoofbeatsError {
  const absent = columns.filter((name) => !names.has(name));
  return malformed(at, 1, `the header has no column ${absent.map((name) => `"${name}"`).join(', ')}`);
}

/** `key: value` pairs of the `#` lines that open a table: version, date, licence. Reads no further than these. */
export async function readMetadata(file: string): Promise<ReadonlyMap<string, string>> {
  const metadata = new Map<string, string>();
  for await (const { text } of readLines(file)) {
    if (!text.startsWith('#')) break;
    const pair = /^#\s?([\w-]+):\s*(\S.*)$/.exec(text);
    if (pair) metadata.set(pair[1]!, pair[2]!);
  }
  return metadata;
}
