import { z } from 'zod';
import type { Ontology } from '../../terminology/ontology.ts';
import { malformed, readLines, type SourceLine } from '../../terminology/source-file.ts';
import { classFrequency, type Frequency, type FrequencyClassId } from './frequency.ts';
import { count, createKnowledgeReport, type KnowledgeReport, liveTerm } from './knowledge-report.ts';
import { orphapacketSchema, type RawOrphapacket } from './orphapacket-schema.ts';

/**
 * How an ORPHAcode relates to another register's code, in Orphanet's own letters: E exact, NTBT the ORPHAcode is
 * narrower, BTNT it is broader, ND not decided.
 */
export type OrphaRelation = 'E' | 'NTBT' | 'BTNT' | 'ND';
const relations: ReadonlySet<string> = new Set(['E', 'NTBT', 'BTNT', 'ND']);

export interface OrphaCrossReference {
  /** e.g. `OMIM:208900`. */
  readonly id: string;
  readonly relation: OrphaRelation;
}

export interface OrphaPhenotype {
  /** Live HPO id. */
  readonly term: string;
  readonly frequency: Frequency;
}

/** One epidemiological statement, in Orphanet's words. */
export interface OrphaPrevalence {
  /** e.g. `Point prevalence`, `Prevalence at birth`, `Annual incidence`, `Cases/families`. */
  readonly type?: string;
  /** e.g. `1-9 / 100 000`, `<1 / 1 000 000`, `Unknown`. */
  readonly class?: string;
  /** e.g. `Worldwide`, `Europe`, `Japan`. */
  readonly geography: string;
  /** e.g. `Value and class`, `Class only`, `Case(s)`. */
  readonly qualification?: string;
  /** Mean value: per 100,000, or a number of cases or families where the type says so. */
  readonly value?: number;
  /** e.g. `19339254[PMID]_[EXPERT]`. */
  readonly source?: string;
}

export interface OrphaGene {
  readonly symbol: string;
  readonly name: string;
  /** e.g. `Disease-causing germline mutation(s) in`. */
  readonly association: string;
  /** e.g. `HGNC:795`, `OMIM:607585`. */
  readonly ids: readonly string[];
}

/** A disorder, a group of disorders or a subtype as Orphanet describes it. */
export interface Orphapacket {
  /** `ORPHA:…`. */
  readonly id: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  /** e.g. `Disease`, `Malformation syndrome`, `Clinical subtype`; `Category` and `Clinical group` are not diagnoses. */
  readonly disorderType: string;
  /** `ORPHA:…` of the groups or disorders directly above. */
  readonly parents: readonly string[];
  readonly crossReferences: readonly OrphaCrossReference[];
  readonly phenotypes: readonly OrphaPhenotype[];
  readonly prevalences: readonly OrphaPrevalence[];
  /** e.g. `Neonatal`, `Adult`, `All ages`. */
  readonly onsets: readonly string[];
  /** e.g. `Autosomal recessive`, `Not applicable`. */
  readonly inheritances: readonly string[];
  readonly genes: readonly OrphaGene[];
}

/** Orphanet's wording of the HPO frequency classes. Its "Very rare" bound reads <4-1% for HP:0040284's 1–4%. */
const frequencies: Readonly<Record<string, FrequencyClassId>> = {
  'Obligate (100%)': 'HP:0040280',
  'Very frequent (99-80%)': 'HP:0040281',
  'Frequent (79-30%)': 'HP:0040282',
  'Occasional (29-5%)': 'HP:0040283',
  'Very rare (<4-1%)': 'HP:0040284',
  'Excluded (0%)': 'HP:0040285',
};

/**
 * Streams ORPHApackets, one JSON object a line. Phenotypes whose term the ontology does not know are left out and
 * counted in the report.
 * @throws HoofbeatsError SOURCE_FILE_INVALID at file:line:column of the first malformed packet.
 */
export async function* readOrphapackets(
  file: string,
  ontology: Ontology,
  report = createKnowledgeReport(),
): AsyncGenerator<Orphapacket> {
  for await (const at of readLines(file)) {
    if (at.text === '') continue;
    const packet = parse(at);
    report.versions.set('orphapackets', `${packet.creationDate.slice(0, 10)} (${packet.version})`);
    count(report.rows, 'orphapackets');
    yield {
      id: `ORPHA:${packet.ORPHAcode}`,
      label: packet.Label,
      synonyms: packet.Synonyms,
      disorderType: packet.DisorderType.value,
      parents: packet.Parents.map(({ ORPHAcode }) => `ORPHA:${ORPHAcode}`),
      crossReferences: packet.ExternalReferences.map((reference) => crossReference(at, reference)),
      phenotypes: packet.Phenotypes.flatMap((phenotype) => orphaPhenotype(at, phenotype, ontology, report)),
      prevalences: packet.Prevalences.map(prevalence),
      onsets: packet.AverageAgeOfOnsets.map(({ value }) => value).filter(isData),
      inheritances: packet.TypeOfInheritances.map(({ value }) => value).filter(isData),
      genes: packet.Genes.map((gene) => ({
        symbol: gene.Symbol,
        name: gene.Name,
        association: gene.DisorderGeneAssociationType,
        ids: gene.ExternalReferences.map(({ Source, Reference }) => `${Source}:${Reference}`),
      })),
    };
  }
}

function parse(at: SourceLine): RawOrphapacket {
  let json: unknown;
  try {
    json = JSON.parse(at.text);
  } catch (cause) {
    const { message } = cause as Error;
    throw malformed(at, jsonErrorColumn(message, at.text), `not JSON: ${message}`);
  }
  const result = orphapacketSchema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw malformed(at, 1, `${z.core.toDotPath(issue?.path ?? [])}: ${issue?.message}`);
}

/** Where JSON goes wrong, as far as V8's message tells: it gives a 0-based position for some errors only. */
function jsonErrorColumn(message: string, text: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position) + 1;
  return /end of JSON|Unterminated/.test(message) ? text.length + 1 : 1;
}

function crossReference(at: SourceLine, raw: RawOrphapacket['ExternalReferences'][number]): OrphaCrossReference {
  const [letters = ''] = raw.DisorderMappingRelation.split(' ');
  if (!relations.has(letters)) throw unknownWord(at, raw.DisorderMappingRelation, 'a mapping relation');
  return { id: `${raw.Source}:${raw.Reference}`, relation: letters as OrphaRelation };
}

function orphaPhenotype(
  at: SourceLine,
  raw: RawOrphapacket['Phenotypes'][number],
  ontology: Ontology,
  report: KnowledgeReport,
): readonly OrphaPhenotype[] {
  const frequency = frequencies[raw.HPOFrequency];
  if (frequency === undefined) throw unknownWord(at, raw.HPOFrequency, 'a frequency class');
  const term = liveTerm(ontology, report, raw.HPOId);
  return term === undefined ? [] : [{ term, frequency: classFrequency(frequency) }];
}

function prevalence(raw: RawOrphapacket['Prevalences'][number]): OrphaPrevalence {
  const value = Number(raw.ValMoy);
  return {
    geography: raw.PrevalenceGeographic,
    ...(isData(raw.PrevalenceType) ? { type: raw.PrevalenceType } : {}),
    ...(isData(raw.PrevalenceClass) ? { class: raw.PrevalenceClass } : {}),
    ...(isData(raw.PrevalenceQualification) ? { qualification: raw.PrevalenceQualification } : {}),
    // "0.0" stands where only the class is known: a described disease has no prevalence of nought.
    ...(value > 0 ? { value } : {}),
    ...(raw.Source === null ? {} : { source: raw.Source }),
  };
}

function isData(text: string): boolean {
  return text !== 'no data' && text !== 'No data available';
}

function unknownWord(at: SourceLine, word: string, what: string) {
  return malformed(at, at.text.indexOf(`"${word}"`) + 1, `"${word}" is not ${what}`);
}
