import type { Ontology } from '../../terminology/ontology.ts';
import { readTable } from '../../terminology/table.ts';
import type { Loinc2HpoRow } from '../knowledge/loinc2hpo.ts';

const columns = ['loinc', 'name', 'outcome', 'hpo_id', 'hpo_label', 'source'] as const;

function isAbnormal(text: string): text is 'H' | 'L' | 'POS' {
  return text === 'H' || text === 'L' || text === 'POS';
}

/**
 * Streams the project's own table of laboratory outcomes as rows of loinc2hpo. Id and label of the HPO term must agree,
 * so that a change of meaning between HPO releases is noticed by whoever compiles.
 * @throws HoofbeatsError SOURCE_FILE_INVALID at file:line:column of the first row that is malformed or out of date.
 */
export async function* readCuratedLaboratory(file: string, ontology: Ontology): AsyncGenerator<Loinc2HpoRow> {
  for await (const row of readTable(file, columns)) {
    const [loinc, outcome, term] = [row.cell('loinc'), row.cell('outcome'), row.cell('hpo_id')];
    if (!/^\d+-\d$/.test(loinc)) throw row.malformed('loinc', `"${loinc}" is not a LOINC code`);
    if (!isAbnormal(outcome)) throw row.malformed('outcome', `"${outcome}" is none of H, L and POS`);
    const label = ontology.terms.get(term)?.label;
    if (label !== row.cell('hpo_label')) throw row.malformed('hpo_id', `${term} is now ${label ?? 'not a live term'}`);
    yield { loinc, scale: outcome === 'POS' ? 'Ord' : 'Qn', outcome, term, excluded: false };
  }
}
