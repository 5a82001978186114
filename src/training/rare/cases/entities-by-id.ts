/** Disease id → every candidate that carries it: an id may belong to several entities. */
export function entitiesById(
  diagnoses: readonly { readonly ids: readonly string[] }[],
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  diagnoses.forEach(({ ids }, place) => {
    for (const id of ids) {
      const known = places.get(id);
      if (known) known.push(place);
      else places.set(id, [place]);
    }
  });
  return places;
}
