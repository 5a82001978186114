/** A source of numbers in [0, 1). */
export type Random = () => number;

/**
 * `count` of the items, without replacement, each as likely as its weight says (Efraimidis & Spirakis, Inf Process Lett
 * 2006;97:181-185); all of them where there are no more, in the order of the draw.
 */
export function draw<T>(
  items: readonly T[],
  count: number,
  random: Random,
  weightOf: (item: T) => number = () => 1,
): readonly T[] {
  return items
    .map((item) => ({ item, key: Math.log(random()) / weightOf(item) }))
    .sort((a, b) => b.key - a.key)
    .slice(0, count)
    .map(({ item }) => item);
}
