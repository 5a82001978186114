import { longestName } from './hedged-text.ts';
import { textKey } from './text-index.ts';

/** Finds a disease by its exact name. A name that two diseases share finds neither. */
export class DiseaseNames {
  readonly #ids = new Map<string, string | undefined>();

  /** @param names id → name */
  constructor(names: ReadonlyMap<string, string>) {
    for (const [id, name] of names) {
      const key = nameKey(name);
      this.#ids.set(key, this.#ids.has(key) && this.#ids.get(key) !== id ? undefined : id);
    }
  }

  find(name: string): string | undefined {
    return name.length > longestName ? undefined : this.#ids.get(nameKey(name));
  }
}

/** Records write the eponym with and without its possessive: Fabry's disease, Fabry disease. */
function nameKey(name: string): string {
  return textKey(name.replace(/['’]s\b/gi, ''));
}
