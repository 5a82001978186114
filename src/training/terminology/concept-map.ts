import type { ConceptMap, ConceptMapGroupElement, ConceptMapGroupElementTarget } from 'fhir/r4.js';
import { canonicalOf } from '../../config/canonical.ts';

/** What tells one map from another. */
export interface ConceptMapHead {
  /** Also the map's name in every finding that it leads to, e.g. `snomedct-hpo`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Releases of the sources, e.g. `MONDO 2026-08-04`. */
  readonly version: string;
  readonly copyright: string;
  readonly source: string;
  readonly target: string;
}

/** Collects mappings in any order and gives them back sorted, so that the same mappings make the same bytes. */
export class ConceptMapBuilder {
  readonly #elements = new Map<
    string,
    { display: string | undefined; targets: Map<string, ConceptMapGroupElementTarget> }
  >();

  /** Adds one mapping; an identical one is kept once. `display` is the source's own title of the code. */
  add(code: string, display: string | undefined, target: ConceptMapGroupElementTarget): void {
    let element = this.#elements.get(code);
    if (!element) {
      element = { display, targets: new Map() };
      this.#elements.set(code, element);
    }
    element.targets.set(JSON.stringify([target.code, target.dependsOn, target.product]), target);
  }

  get codes(): number {
    return this.#elements.size;
  }

  get mappings(): number {
    return [...this.#elements.values()].reduce((sum, { targets }) => sum + targets.size, 0);
  }

  build({ id, title, description, version, copyright, source, target }: ConceptMapHead): ConceptMap {
    const element = [...this.#elements].sort(byKey).map(
      ([code, { display, targets }]): ConceptMapGroupElement => ({
        code,
        ...(display === undefined ? {} : { display }),
        target: [...targets].sort(byKey).map(([, mapped]) => mapped),
      }),
    );
    return {
      resourceType: 'ConceptMap',
      id,
      url: canonicalOf('ConceptMap', id),
      version,
      name: id.split('-').map(capitalised).join(''),
      title,
      status: 'active',
      experimental: false,
      description,
      copyright,
      group: [{ source, target, element }],
    };
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
