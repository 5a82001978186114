import type { SssomMapping } from '../knowledge/sssom.ts';
import { ConceptMapBuilder } from './concept-map.ts';
import { isCurrent, localId } from './condition-maps.ts';

/** Code of another system → MONDO, from MONDO's exact matches. */
export function toMondoMap(mappings: Iterable<SssomMapping>): ConceptMapBuilder {
  const builder = new ConceptMapBuilder();
  for (const mapping of mappings) {
    const { subject, subjectLabel, object, objectLabel } = mapping;
    if (!isExact(mapping) || !/^[\w.]+$/.test(localId(object))) continue;
    builder.add(localId(object), objectLabel, {
      code: subject,
      ...(subjectLabel === undefined ? {} : { display: subjectLabel }),
      equivalence: 'equivalent',
    });
  }
  return builder;
}

/** MONDO → number in another register of diseases, from MONDO's exact matches. */
export function fromMondoMap(mappings: Iterable<SssomMapping>): ConceptMapBuilder {
  const builder = new ConceptMapBuilder();
  for (const mapping of mappings) {
    if (!isExact(mapping)) continue;
    builder.add(mapping.subject, mapping.subjectLabel, { code: localId(mapping.object), equivalence: 'equivalent' });
  }
  return builder;
}

function isExact(mapping: SssomMapping): boolean {
  return mapping.predicate === 'skos:exactMatch' && isCurrent(mapping);
}
