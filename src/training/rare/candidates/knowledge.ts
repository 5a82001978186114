import { join } from 'node:path';
import { loadObographs } from '../../../terminology/obographs.ts';
import type { Ontology } from '../../../terminology/ontology.ts';
import { type HpoaRow, readHpoa } from '../../knowledge/hpoa.ts';
import { createKnowledgeReport, type KnowledgeReport } from '../../knowledge/knowledge-report.ts';
import { type Orphapacket, readOrphapackets } from '../../knowledge/orphapackets.ts';
import { readSssom, sssomVersion } from '../../knowledge/sssom.ts';

/** Everything that is known about rare diseases before any patient is seen. */
export interface Knowledge {
  readonly ontology: Ontology;
  /** Phenotype annotations (aspect P) of `phenotype.hpoa`. */
  readonly rows: readonly HpoaRow[];
  readonly packets: readonly Orphapacket[];
  /** OMIM or ORPHA id → exactly matching MONDO ids. */
  readonly mondo: ReadonlyMap<string, readonly string[]>;
  /** MONDO id → its label. */
  readonly mondoLabels: ReadonlyMap<string, string>;
  readonly report: KnowledgeReport;
}

/** The publishers' files under a data folder, as they are laid out in `shared/data`. */
export const knowledgeFiles = {
  hpo: 'hpo/hp.json.gz',
  hpoSpanish: 'hpo/hp-es.babelon.tsv.gz',
  hpoa: 'hpo/phenotype.hpoa.gz',
  orphapackets: 'orphanet/orphapackets.ndjson.gz',
  mondoOmim: 'maps/mondo_exactmatch_omim.sssom.tsv.gz',
  mondoOrphanet: 'maps/mondo_exactmatch_orphanet.sssom.tsv.gz',
} as const;

/**
 * Reads all knowledge sources.
 * @throws HoofbeatsError SOURCE_FILE_INVALID naming file, line and column.
 */
export async function readKnowledge(data: string): Promise<Knowledge> {
  const at = (name: keyof typeof knowledgeFiles) => join(data, knowledgeFiles[name]);
  const report = createKnowledgeReport();
  const ontology = await loadObographs(at('hpo'), at('hpoSpanish'));
  report.versions.set('hpo', ontology.version);
  const rows: HpoaRow[] = [];
  for await (const row of readHpoa(at('hpoa'), ontology, report)) {
    if (row.aspect === 'P' && ontology.isPhenotype(row.term)) rows.push(row);
  }
  const packets: Orphapacket[] = [];
  for await (const packet of readOrphapackets(at('orphapackets'), ontology, report)) packets.push(packet);
  const mondo = new Map<string, string[]>();
  const mondoLabels = new Map<string, string>();
  for (const name of ['mondoOmim', 'mondoOrphanet'] as const) {
    for await (const { subject, subjectLabel, object } of readSssom(at(name))) {
      const disease = object.replace(/^Orphanet:/, 'ORPHA:');
      mondo.set(disease, [...(mondo.get(disease) ?? []), subject]);
      if (subjectLabel !== undefined) mondoLabels.set(subject, subjectLabel);
    }
  }
  report.versions.set('mondo', await sssomVersion(at('mondoOmim')));
  return { ontology, rows, packets, mondo, mondoLabels, report };
}
