import type { JsonObject } from './json.ts';

/** Whether two JSON values are equal, whatever the order of their members. Allocates nothing. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) return isSameList(one, other);
  let more = 0;
  for (const name in one) {
    if (!Object.hasOwn(other, name) || !isSameJson((one as JsonObject)[name], (other as JsonObject)[name]))
      return false;
    more += 1;
  }
  for (const _ in other) more -= 1;
  return more === 0;
}

function isSameList(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (!isSameJson(one[at], other[at])) return false;
  return true;
}
