import { join } from 'node:path';
import { loadObographs } from '../../terminology/obographs.ts';
import type { Ontology } from '../../terminology/ontology.ts';
import { readTable, splitCsv } from '../../terminology/table.ts';
import { codeSystems } from '../../terminology/terminology.ts';
import { createKnowledgeReport, type KnowledgeReport, liveTerm } from '../knowledge/knowledge-report.ts';
import { ConceptMapBuilder } from './concept-map.ts';
import { writeFhirFile } from './fhir-file.ts';
import { copyright } from './notices.ts';

export interface PhecodeAddonOptions {
  /** Folder of the publishers' files, with `hpo/` and `maps/` in it. */
  readonly data: string;
  /** Folder for the ConceptMaps, to be given to `loadTerminology({ extra })`. */
  readonly out: string;
}

/** Vocabularies of the phecodeX maps, with the code system that each stands for. */
const vocabularies: Readonly<Record<string, keyof typeof codeSystems>> = {
  ICD9CM: 'icd9cm',
  ICD10CM: 'icd10cm',
  ICD10: 'icd10',
};
const mapFiles = ['phecodeX_R_map.csv.gz', 'phecodeX_R_map_ICD_10_WHO.csv.gz'];

/**
 * ICD → phecodeX → HPO, one ConceptMap for each ICD. phecodeX has no licence to pass it on, so its rows never ship: whoever
 * may use it compiles this for themselves.
 * @returns codes mapped, by ConceptMap id.
 */
export async function compilePhecodeAddon(
  { data, out }: PhecodeAddonOptions,
  report: KnowledgeReport = createKnowledgeReport(),
): Promise<ReadonlyMap<string, number>> {
  const map = (name: string) => join(data, 'maps', name);
  const ontology = await loadObographs(join(data, 'hpo', 'hp.json.gz'));
  const links = await phecodeLinks(map('hpo-phecodeXupdated_links_StrongEvidenceSpecific.tsv.gz'), ontology, report);
  const builders = new Map<string, ConceptMapBuilder>();
  for (const file of mapFiles) {
    for await (const row of readTable(map(file), ['code', 'vocabulary_id', 'phecode'], { split: splitCsv })) {
      const system = vocabularies[row.cell('vocabulary_id')];
      if (!system) throw row.malformed('vocabulary_id', `"${row.cell('vocabulary_id')}" is not an ICD`);
      const phecode = row.cell('phecode');
      const builder = builders.get(system) ?? new ConceptMapBuilder();
      builders.set(system, builder);
      for (const term of links.get(phecode) ?? []) {
        const display = ontology.terms.get(term)!.label;
        builder.add(row.cell('code'), undefined, { code: term, display, equivalence: 'relatedto', comment: phecode });
      }
    }
  }
  const codes = new Map<string, number>();
  for (const [system, builder] of builders) {
    const id = `phecodex-${system}-hpo`;
    const head = {
      id,
      title: `${system} to HPO by phecodeX`,
      description: 'Codes of one phecode with strong and specific evidence for the same HPO term.',
      version: `HPO ${ontology.version}`,
      copyright: copyright('hpo'),
      source: codeSystems[system as keyof typeof codeSystems],
      target: codeSystems.hpo,
    };
    await writeFhirFile(out, builder.build(head));
    codes.set(id, builder.codes);
  }
  return codes;
}

/** phecode → live HPO ids. */
async function phecodeLinks(
  file: string,
  ontology: Ontology,
  report: KnowledgeReport,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const links = new Map<string, string[]>();
  for await (const row of readTable(file, ['phecodeXupdated_code', 'hpo_code'])) {
    const term = liveTerm(ontology, report, row.cell('hpo_code').replace('_', ':'));
    if (term === undefined) continue;
    const phecode = row.cell('phecodeXupdated_code');
    links.set(phecode, [...(links.get(phecode) ?? []), term]);
  }
  return links;
}
