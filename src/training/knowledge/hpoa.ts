import type { Ontology } from '../../terminology/ontology.ts';
import { readMetadata, readTable, type TableRow } from '../../terminology/table.ts';
import { diseaseId } from './disease-id.ts';
import { type Frequency, parseFrequency } from './frequency.ts';
import { count, createKnowledgeReport, liveTerm } from './knowledge-report.ts';

/** P phenotype, I inheritance, C clinical course (onset, mortality), M modifier, H past medical history. */
export type HpoaAspect = 'P' | 'I' | 'C' | 'M' | 'H';
const aspects: ReadonlySet<string> = new Set(['P', 'I', 'C', 'M', 'H']);

/** IEA inferred from text by machine, PCS published clinical study, TAS traceable author statement. */
export type HpoaEvidence = 'IEA' | 'PCS' | 'TAS';
const evidences: ReadonlySet<string> = new Set(['IEA', 'PCS', 'TAS']);

/** One annotation: this disease has (or, negated, does not have) this phenotype. */
export interface HpoaRow {
  /** `OMIM:…`, `ORPHA:…` or `DECIPHER:…`. */
  readonly diseaseId: string;
  readonly diseaseName: string;
  /** The disease is known NOT to show the term. */
  readonly negated: boolean;
  /** Live HPO id. */
  readonly term: string;
  /** Publications and records, e.g. `PMID:12345`, `OMIM:154700`. */
  readonly references: readonly string[];
  readonly evidence: HpoaEvidence;
  /** HPO id of the onset of this phenotype. */
  readonly onset?: string;
  readonly frequency?: Frequency;
  readonly sex?: 'male' | 'female';
  /** HPO ids of severity, laterality and the like. */
  readonly modifiers: readonly string[];
  readonly aspect: HpoaAspect;
  /** Who curated it and when, e.g. `HPO:skoehler[2018-10-08]`. */
  readonly biocuration: string;
}

const columns = [
  'database_id',
  'disease_name',
  'qualifier',
  'hpo_id',
  'reference',
  'evidence',
  'onset',
  'frequency',
  'sex',
  'modifier',
  'aspect',
  'biocuration',
] as const;
type Row = TableRow<(typeof columns)[number]>;

/** Until 2023 the header was `#DatabaseID DiseaseName …`; since then it is `database_id disease_name …`. */
function snakeCase(name: string): string {
  return name
    .replace(/^#/, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** Release of a `phenotype.hpoa`: its `#version:` line, in older releases `#date:`. */
export async function hpoaVersion(file: string): Promise<string> {
  const metadata = await readMetadata(file);
  return metadata.get('version') ?? metadata.get('date') ?? 'unknown';
}

/**
 * Streams `phenotype.hpoa` (https://obophenotype.github.io/human-phenotype-ontology/annotations/phenotype_hpoa/).
 * Rows whose term the ontology does not know are left out and counted in the report.
 * @throws HoofbeatsError SOURCE_FILE_INVALID at file:line:column of the first malformed row.
 */
export async function* readHpoa(
  file: string,
  ontology: Ontology,
  report = createKnowledgeReport(),
): AsyncGenerator<HpoaRow> {
  report.versions.set('hpoa', await hpoaVersion(file));
  for await (const row of readTable(file, columns, { rename: snakeCase })) {
    count(report.rows, 'hpoa');
    const id = diseaseId(row.cell('database_id'));
    if (id === undefined) throw row.malformed('database_id', `"${row.cell('database_id')}" is not a disease id`);
    const frequency = parsed(row, 'frequency', parseFrequency, 'a frequency term, n/m or a percentage');
    const sex = parsed(row, 'sex', parseSex, 'MALE or FEMALE');
    const onset = parsed(row, 'onset', parseTerm, 'an HPO id');
    const annotation = {
      diseaseId: id,
      diseaseName: row.cell('disease_name'),
      negated: parsed(row, 'qualifier', (text) => text === 'NOT' || undefined, 'NOT or empty') ?? false,
      references: list(row.cell('reference')),
      evidence: required(row, 'evidence', evidences) as HpoaEvidence,
      modifiers: list(row.cell('modifier')),
      aspect: required(row, 'aspect', aspects) as HpoaAspect,
      biocuration: row.cell('biocuration'),
      ...(onset === undefined ? {} : { onset }),
      ...(frequency === undefined ? {} : { frequency }),
      ...(sex === undefined ? {} : { sex }),
    };
    const stated = parsed(row, 'hpo_id', parseTerm, 'an HPO id');
    if (stated === undefined) throw row.malformed('hpo_id', 'the HPO id is missing');
    const term = liveTerm(ontology, report, stated);
    if (term !== undefined) yield { ...annotation, term };
  }
}

function parseTerm(text: string): string | undefined {
  return /^HP:\d{7}$/.test(text) ? text : undefined;
}

function parseSex(text: string): 'male' | 'female' | undefined {
  const sex = text.toLowerCase();
  return sex === 'male' || sex === 'female' ? sex : undefined;
}

/** An empty cell is undefined; a cell that cannot be read is an error. */
function parsed<T>(row: Row, name: (typeof columns)[number], parse: (text: string) => T | undefined, what: string) {
  const text = row.cell(name);
  if (text === '') return undefined;
  const value = parse(text);
  if (value === undefined) throw row.malformed(name, `"${text}" is not ${what}`);
  return value;
}

function required(row: Row, name: (typeof columns)[number], allowed: ReadonlySet<string>): string {
  const text = row.cell(name);
  if (!allowed.has(text)) throw row.malformed(name, `"${text}" is not one of ${[...allowed].join(', ')}`);
  return text;
}

function list(text: string): readonly string[] {
  return text.split(';').filter((item) => item !== '');
}
