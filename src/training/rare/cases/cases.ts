import { readFile } from 'node:fs/promises';
import type { Case } from '../../../clinical/case.ts';
import { type PhenopacketCase, readPhenopacket } from '../../../clinical/phenopacket.ts';
import { HoofbeatsError } from '../../../errors/hoofbeats-error.ts';
import type { Ontology } from '../../../terminology/ontology.ts';
import { malformed, readLines } from '../../../terminology/source-file.ts';

/** A published, solved case. */
export interface SolvedCase {
  readonly case: Case;
  /** Every id under which its disease is given. */
  readonly diseases: readonly string[];
  readonly diseaseLabels: Readonly<Record<string, string>>;
  /** The publication that it comes from; cases of one publication stay together in every split. */
  readonly publication: string;
}

/**
 * Streams phenopackets from NDJSON (plain or .gz) or from one JSON document (a phenopacket or a list of them).
 * @throws HoofbeatsError SOURCE_FILE_INVALID at the line that is not a phenopacket, naming the element.
 */
export async function* readCases(file: string, ontology: Ontology): AsyncGenerator<SolvedCase> {
  if (file.endsWith('.json')) {
    yield* readDocument(file, ontology);
    return;
  }
  for await (const at of readLines(file)) {
    if (at.text.trim() === '') continue;
    try {
      yield solved(readPhenopacket(JSON.parse(at.text), ontology));
    } catch (cause) {
      throw malformed(at, 1, (cause as Error).message);
    }
  }
}

async function* readDocument(file: string, ontology: Ontology): AsyncGenerator<SolvedCase> {
  try {
    const document: unknown = JSON.parse(await readFile(file, 'utf8'));
    for (const packet of Array.isArray(document) ? document : [document])
      yield solved(readPhenopacket(packet, ontology));
  } catch (cause) {
    throw new HoofbeatsError('SOURCE_FILE_INVALID', `${file}: ${(cause as Error).message}`, { cause });
  }
}

function solved({ case: found, diseases, diseaseLabels, publications }: PhenopacketCase): SolvedCase {
  return { case: found, diseases, diseaseLabels, publication: publications[0] ?? found.subject.reference };
}
