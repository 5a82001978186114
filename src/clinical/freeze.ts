/** Freezes a value and everything in it. For trees of plain objects and arrays, which is what the domain is made of. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  // Thousands of small objects in a call: a list of the members of each would cost more than the freezing.
  if (Array.isArray(value)) for (let at = 0; at < value.length; at++) deepFreeze(value[at]);
  else for (const name in value) deepFreeze(value[name]);
  return value;
}
