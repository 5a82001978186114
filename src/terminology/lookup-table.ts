/**
 * A table that is asked with strings of a record. An object literal would answer `constructor` and `__proto__` with
 * what every object inherits; a Map holds its rows and nothing else.
 */
export function lookupTable<T>(rows: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(rows));
}
