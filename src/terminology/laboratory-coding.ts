/** How a ConceptMap from LOINC to HPO says under which outcome a mapping holds, and that it rules the term out. */

/** `dependsOn.property`: the mapping holds where Observation.interpretation has the value. */
export const outcomeProperty = 'http://hl7.org/fhir/StructureDefinition/Observation#Observation.interpretation';

/** `dependsOn.system`: the code system of the outcomes H, L, N, POS, NEG. */
export const outcomeSystem = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

/** `product.property`: the finding that results is excluded (GA4GH Phenopacket Schema 2.0, PhenotypicFeature.excluded). */
export const excludedProperty = 'https://phenopacket-schema.readthedocs.io/en/2.0.0/phenotype.html#excluded';
