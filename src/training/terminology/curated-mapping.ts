import type { Ontology } from '../../terminology/ontology.ts';
import { readTable } from '../../terminology/table.ts';

/** A row of the project's own table of ICD-10-CM codes. */
export interface CuratedMapping {
  readonly code: string;
  readonly title: string;
  readonly equivalence: 'equivalent' | 'wider' | 'relatedto';
  /** Live HPO id. */
  readonly term: string;
}

const columns = ['icd10cm', 'title', 'equivalence', 'hpo_id', 'hpo_label'] as const;

function isEquivalence(text: string): text is CuratedMapping['equivalence'] {
  return text === 'equivalent' || text === 'wider' || text === 'relatedto';
}

/**
 * Streams the table. Id and label of the HPO term must agree, so that a change of meaning between HPO releases is
 * noticed by whoever compiles.
 * @throws HoofbeatsError SOURCE_FILE_INVALID at file:line:column of the first row that is malformed or out of date.
 */
export async function* readCuratedMappings(file: string, ontology: Ontology): AsyncGenerator<CuratedMapping> {
  for await (const row of readTable(file, columns)) {
    const [code, term, equivalence] = [row.cell('icd10cm'), row.cell('hpo_id'), row.cell('equivalence')];
    if (!/^[A-Z]\d\w(\.\w{1,4})?$/.test(code)) throw row.malformed('icd10cm', `"${code}" is not an ICD-10-CM code`);
    if (!isEquivalence(equivalence)) throw row.malformed('equivalence', `"${equivalence}" is not an equivalence`);
    const label = ontology.terms.get(term)?.label;
    if (label !== row.cell('hpo_label')) throw row.malformed('hpo_id', `${term} is now ${label ?? 'not a live term'}`);
    yield { code, title: row.cell('title'), equivalence, term };
  }
}
