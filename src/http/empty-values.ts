/**
 * CDS Hooks 2.0 §JSON: "the JSON … SHALL NOT contain null, empty strings, empty arrays or empty objects" unless a field
 * says otherwise; FHIR R4 §JSON has the same rule.
 */
const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** `T` without the members that were found empty. */
export type Filled<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** A copy without empty members, at this level only: what is nested has been built the same way. */
export function omitEmpty<T extends object>(value: T): Filled<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => !isEmpty(member))) as Filled<T>;
}

/**
 * Paths of every empty value in a JSON tree, e.g. `cards[0].detail`: the lint that each response must pass.
 * @param allowed - paths that the specification lets be empty, such as `cards` and `services`.
 */
export function emptyPaths(json: unknown, allowed: readonly string[] = [], path = ''): readonly string[] {
  if (isEmpty(json)) return allowed.includes(path) ? [] : [path];
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, member]) => {
    const step = Array.isArray(json) ? `[${key}]` : path === '' ? key : `.${key}`;
    return emptyPaths(member, allowed, path + step);
  });
}
