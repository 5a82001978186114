import type { Ontology } from '../../terminology/ontology.ts';
import { readTable } from '../../terminology/table.ts';
import { count, createKnowledgeReport, liveTerm } from './knowledge-report.ts';

/** What one outcome of one LOINC test says about the patient. */
export interface Loinc2HpoRow {
  /** LOINC code, e.g. `2823-3`. */
  readonly loinc: string;
  /** LOINC scale: Qn quantitative, Ord ordinal, Nom nominal. */
  readonly scale: string;
  /** `H`, `L`, `N`, `POS`, `NEG`, or a coded result such as `SNOMEDCT:449051000124102`. */
  readonly outcome: string;
  /** Live HPO id. */
  readonly term: string;
  /**
   * Normal (N) and negative (NEG) outcomes carry the term that they rule out
   * (https://loinc2hpo.readthedocs.io, "negated" annotations).
   */
  readonly excluded: boolean;
  /** Curator's remark on the mapping. */
  readonly comment?: string;
}

const columns = ['loincId', 'loincScale', 'outcome', 'hpoTermId', 'comment'] as const;

/**
 * Streams `loinc2hpo-annotations.tsv` (https://github.com/TheJacksonLaboratory/loinc2hpoAnnotation).
 * Rows whose term the ontology does not know are left out and counted in the report.
 * @throws HoofbeatsError SOURCE_FILE_INVALID at file:line:column of the first malformed row.
 */
export async function* readLoinc2Hpo(
  file: string,
  ontology: Ontology,
  report = createKnowledgeReport(),
): AsyncGenerator<Loinc2HpoRow> {
  for await (const row of readTable(file, columns)) {
    count(report.rows, 'loinc2hpo');
    const loinc = row.cell('loincId');
    // A LOINC code is digits, a hyphen and a check digit (LOINC Users' Guide §2).
    if (!/^\d+-\d$/.test(loinc)) throw row.malformed('loincId', `"${loinc}" is not a LOINC code`);
    const stated = row.cell('hpoTermId');
    if (!/^HP:\d{7}$/.test(stated)) throw row.malformed('hpoTermId', `"${stated}" is not an HPO id`);
    const outcome = row.cell('outcome');
    if (outcome === '') throw row.malformed('outcome', 'the outcome is missing');
    const term = liveTerm(ontology, report, stated);
    if (term === undefined) continue;
    const comment = row.cell('comment');
    yield {
      loinc,
      scale: row.cell('loincScale'),
      outcome,
      term,
      excluded: outcome === 'N' || outcome === 'NEG',
      // The table writes "." for an empty cell.
      ...(comment === '.' || comment === '' ? {} : { comment }),
    };
  }
}
