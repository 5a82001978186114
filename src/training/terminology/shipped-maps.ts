import { codeSystems } from '../../terminology/terminology.ts';
import type { ConceptMapBuilder } from './concept-map.ts';
import { icd10cmMap, snomedMondoMap, snomedXrefMap } from './condition-maps.ts';
import { fromMondoMap, toMondoMap } from './disease-maps.ts';
import { laboratoryMap } from './laboratory-map.ts';
import type { Notice } from './notices.ts';
import type { SourceName, Sources } from './sources.ts';

/** One ConceptMap that ships: what it is, whose it is, and how it is made. */
export interface ShippedMap {
  /** Also the map's name in every finding that it leads to. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly source: string;
  readonly target: string;
  readonly madeFrom: readonly SourceName[];
  readonly notices: readonly Notice[];
  readonly build: (sources: Sources) => ConceptMapBuilder;
}

const { loinc, snomed, icd10cm, hpo, mondo, omim, orphanet } = codeSystems;
const exactMatches = "MONDO's exact matches.";

export const shippedMaps: readonly ShippedMap[] = [
  {
    id: 'loinc-hpo',
    title: 'LOINC laboratory outcomes to HPO',
    description: 'What an outcome (H, L, N, POS, NEG) of a laboratory test says: an HPO term, present or excluded.',
    source: loinc,
    target: hpo,
    madeFrom: ['loinc2hpo', 'hpo'],
    notices: ['loinc2hpo', 'loinc', 'hpo'],
    build: ({ loinc2hpo, ontology }) => laboratoryMap(loinc2hpo, ontology).builder,
  },
  {
    id: 'snomedct-hpo',
    title: 'SNOMED CT to HPO',
    description: "HPO's own cross-references to SNOMED CT (US edition).",
    source: snomed,
    target: hpo,
    madeFrom: ['hpo'],
    notices: ['hpo', 'snomed'],
    build: ({ ontology }) => snomedXrefMap(ontology),
  },
  {
    id: 'snomedct-mondo-hpo',
    title: 'SNOMED CT to HPO by the name of the MONDO disease',
    description: 'SNOMED CT codes whose exact MONDO match bears the label or an exact synonym of an HPO phenotype.',
    source: snomed,
    target: hpo,
    madeFrom: ['mondo', 'hpo'],
    notices: ['mondo', 'hpo', 'snomed'],
    build: ({ mondo: { snomed: mappings }, ontology, texts }) => snomedMondoMap(mappings, ontology, texts),
  },
  {
    id: 'icd10cm-hpo',
    title: 'ICD-10-CM to HPO',
    description:
      "By the project's own table, by equal title, and by the name of the exactly matching MONDO disease; see comments.",
    source: icd10cm,
    target: hpo,
    madeFrom: ['mondo', 'hpo'],
    notices: ['icd10cm', 'mondo', 'hpo'],
    build: ({ curatedIcd10cm, mondo: maps, ontology, texts }) =>
      icd10cmMap(curatedIcd10cm, maps.icd10cm, maps.icd10cmBroad, ontology, texts),
  },
  {
    id: 'snomedct-mondo',
    title: 'SNOMED CT to MONDO',
    description: exactMatches,
    source: snomed,
    target: mondo,
    madeFrom: ['mondo'],
    notices: ['mondo', 'snomed'],
    build: (sources) => toMondoMap(sources.mondo.snomed),
  },
  {
    id: 'icd10cm-mondo',
    title: 'ICD-10-CM to MONDO',
    description: `${exactMatches.slice(0, -1)} and the project's own table.`,
    source: icd10cm,
    target: mondo,
    madeFrom: ['mondo'],
    notices: ['mondo', 'icd10cm'],
    build: ({ mondo: { icd10cm: exact }, curatedDiseases }) => toMondoMap([...exact, ...curatedDiseases]),
  },
  {
    id: 'mondo-omim',
    title: 'MONDO to OMIM',
    description: exactMatches,
    source: mondo,
    target: omim,
    madeFrom: ['mondo'],
    notices: ['mondo', 'omim'],
    build: (sources) => fromMondoMap(sources.mondo.omim),
  },
  {
    id: 'mondo-orpha',
    title: 'MONDO to Orphanet',
    description: exactMatches,
    source: mondo,
    target: orphanet,
    madeFrom: ['mondo'],
    notices: ['mondo', 'orphanet'],
    build: (sources) => fromMondoMap(sources.mondo.orphanet),
  },
];
