import { readMetadata, readTable } from '../../terminology/table.ts';

/** One mapping of a SSSOM set (https://mapping-commons.github.io/sssom/): subject —predicate→ object, as CURIEs. */
export interface SssomMapping {
  readonly subject: string;
  readonly subjectLabel?: string;
  /** e.g. `skos:exactMatch`, `skos:broadMatch` (the object is broader than the subject). */
  readonly predicate: string;
  readonly object: string;
  readonly objectLabel?: string;
  /** e.g. `semapv:ManualMappingCuration`. */
  readonly justification: string;
}

const columns = ['subject_id', 'predicate_id', 'object_id', 'mapping_justification'] as const;
type Curie = 'subject_id' | 'predicate_id' | 'object_id';

/** Release date of a mapping set, from `mapping_set_version`; the whole value when it holds no date. */
export async function sssomVersion(file: string): Promise<string> {
  const version = (await readMetadata(file)).get('mapping_set_version');
  return /\d{4}-\d{2}-\d{2}/.exec(version ?? '')?.[0] ?? version ?? 'unknown';
}

/**
 * Streams the mappings of a SSSOM/TSV file. Columns beside the four required ones may be absent.
 * @throws HoofbeatsError SOURCE_FILE_INVALID at file:line:column of the first malformed row.
 */
export async function* readSssom(file: string): AsyncGenerator<SssomMapping> {
  for await (const row of readTable(file, columns)) {
    const curie = (name: Curie) => {
      const text = row.cell(name);
      // SSSOM §TSV: identifiers are CURIEs, "prefix:local" without white space.
      if (!/^[^\s:]+:\S+$/.test(text)) throw row.malformed(name, `"${text}" is not a CURIE`);
      return text;
    };
    const subjectLabel = row.optional('subject_label');
    const objectLabel = row.optional('object_label');
    yield {
      subject: curie('subject_id'),
      predicate: curie('predicate_id'),
      object: curie('object_id'),
      justification: row.cell('mapping_justification'),
      ...(subjectLabel === undefined ? {} : { subjectLabel }),
      ...(objectLabel === undefined ? {} : { objectLabel }),
    };
  }
}
