/**
 * Prefetch under our own keys, for a site that has typed in others.
 * @param siteKeys - our key → the site's
 */
export function underOwnKeys(
  prefetch: Readonly<Record<string, unknown>>,
  siteKeys: Readonly<Record<string, string>> = {},
): Readonly<Record<string, unknown>> {
  const own = new Map(Object.entries(siteKeys).map(([ours, theirs]) => [theirs, ours]));
  if (own.size === 0) return prefetch;
  return Object.fromEntries(Object.entries(prefetch).map(([key, value]) => [own.get(key) ?? key, value]));
}
