import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fhirProfilesDir } from '../../config/paths.ts';
import { loadObographs } from '../../terminology/obographs.ts';
import type { Ontology } from '../../terminology/ontology.ts';
import { TextIndex } from '../../terminology/text-index.ts';
import type { KnowledgeReport } from '../knowledge/knowledge-report.ts';
import { type Loinc2HpoRow, readLoinc2Hpo } from '../knowledge/loinc2hpo.ts';
import { type Orphapacket, readOrphapackets } from '../knowledge/orphapackets.ts';
import { readSssom, type SssomMapping, sssomVersion } from '../knowledge/sssom.ts';
import { readCuratedLaboratory } from './curated-laboratory.ts';
import { type CuratedMapping, readCuratedMappings } from './curated-mapping.ts';

/** The project's own tables ship beside what is made of them. */
const curatedLaboratoryFile = join(fhirProfilesDir, 'terminology', 'loinc-hpo.tsv');
const curatedIcd10cmFile = join(fhirProfilesDir, 'terminology', 'icd10cm-hpo.tsv');
const curatedDiseaseFile = join(fhirProfilesDir, 'terminology', 'icd10cm-mondo.sssom.tsv');

export type SourceName = 'hpo' | 'loinc2hpo' | 'mondo';

/** The publishers' files in memory, as far as the shipped terminology is made of them. */
export interface Sources {
  readonly ontology: Ontology;
  readonly texts: TextIndex;
  /** The publisher's rows, and those of the project's own table. */
  readonly loinc2hpo: readonly Loinc2HpoRow[];
  readonly mondo: {
    readonly icd10cm: readonly SssomMapping[];
    /** The ICD-10-CM code is broader than the MONDO disease. */
    readonly icd10cmBroad: readonly SssomMapping[];
    readonly snomed: readonly SssomMapping[];
    readonly omim: readonly SssomMapping[];
    readonly orphanet: readonly SssomMapping[];
  };
  /** ICD-10-CM codes of diseases, from the project's own table. */
  readonly curatedDiseases: readonly SssomMapping[];
  readonly curatedIcd10cm: readonly CuratedMapping[];
  readonly orphapackets: readonly Orphapacket[];
  /** Release of each source, e.g. `MONDO 2026-08-04`. */
  readonly releases: Readonly<Record<SourceName, string>>;
}

/**
 * Reads `hpo/`, `maps/` and `orphanet/` of the data folder.
 * @throws HoofbeatsError SOURCE_FILE_INVALID at the first malformed row.
 */
export async function readSources(data: string, report: KnowledgeReport): Promise<Sources> {
  const hpo = (name: string) => join(data, 'hpo', name);
  const map = (name: string) => join(data, 'maps', name);
  const mondo = (name: string) => collect(readSssom(map(`mondo_${name}.sssom.tsv.gz`)));
  const loincFile = map('loinc2hpo-annotations.tsv.gz');
  const ontology = await loadObographs(hpo('hp.json.gz'), hpo('hp-es.babelon.tsv.gz'));
  return {
    ontology,
    texts: new TextIndex(ontology),
    loinc2hpo: curated(
      await collect(readLoinc2Hpo(loincFile, ontology, report)),
      await collect(readCuratedLaboratory(curatedLaboratoryFile, ontology)),
    ),
    mondo: {
      icd10cm: await mondo('exactmatch_icd10cm'),
      icd10cmBroad: await mondo('broadmatch_icd10cm'),
      snomed: await mondo('exactmatch_sctid'),
      omim: await mondo('exactmatch_omim'),
      orphanet: await mondo('exactmatch_orphanet'),
    },
    curatedDiseases: await collect(readSssom(curatedDiseaseFile)),
    orphapackets: await collect(readOrphapackets(join(data, 'orphanet', 'orphapackets.ndjson.gz'), ontology, report)),
    curatedIcd10cm: await collect(readCuratedMappings(curatedIcd10cmFile, ontology)),
    releases: {
      hpo: `HPO ${ontology.version}`,
      mondo: `MONDO ${await sssomVersion(map('mondo_exactmatch_icd10cm.sssom.tsv.gz'))}`,
      // The annotations state no release: their content is their version.
      loinc2hpo: `loinc2hpo sha256:${(await sha256(loincFile)).slice(0, 12)}`,
    },
  };
}

/** Our row for an outcome of a test stands in place of the publisher's. */
function curated(published: readonly Loinc2HpoRow[], ours: readonly Loinc2HpoRow[]): readonly Loinc2HpoRow[] {
  const key = ({ loinc, outcome }: Loinc2HpoRow) => `${loinc} ${outcome}`;
  const replaced = new Set(ours.map(key));
  return [...published.filter((row) => !replaced.has(key(row))), ...ours];
}

async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

async function sha256(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
