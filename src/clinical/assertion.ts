import type { PartialDate } from '../fhir/date.ts';
import type { PhenotypeMeaning, Terminology } from '../terminology/terminology.ts';
import type { FindingSource, FindingStatus } from './finding.ts';
import type { IssueLog } from './issue-log.ts';

/** What one resource says about one phenotype. Several assertions of one term become one Finding. */
export interface Assertion {
  /** Live primary HPO id. */
  readonly term: string;
  readonly label: string;
  readonly status: FindingStatus;
  /** A measurement speaks for its moment, a diagnosis for as long as it is on the record. */
  readonly origin: 'measurement' | 'diagnosis';
  /** Start of the evidence's date, ms since the epoch; absent when undated. */
  readonly instant?: number;
  readonly source: FindingSource;
}

/** What the assertions made from one resource have in common. */
export interface Provenance {
  readonly reference: string;
  readonly display: string;
  readonly date: PartialDate | undefined;
  readonly origin: Assertion['origin'];
}

/** The part of a source that differs between the assertions of a resource. */
export interface Derivation {
  readonly status: FindingStatus;
  readonly value?: string;
  readonly unit?: string;
  readonly derivation: string;
  readonly certainty?: string;
}

/**
 * Makes an assertion about the live term that an id stands for today. Obsolete ids without successor and unknown ids
 * give an issue and nothing else.
 */
export function assertTerm(
  id: string,
  from: Provenance,
  how: Derivation,
  terminology: Terminology,
  issues: IssueLog,
): Assertion | undefined {
  const resolution = terminology.ontology.resolve(id);
  if (!('term' in resolution)) {
    const known = resolution.kind === 'obsolete';
    issues.add({
      severity: 'warning',
      code: known ? 'obsolete-term' : 'unknown-term',
      text: `${id} is ${known ? 'obsolete without a successor' : 'not a term of the ontology'}, so it was not used.`,
      reference: from.reference,
    });
    return undefined;
  }
  const { term } = resolution;
  if (resolution.kind !== 'live') {
    issues.add({
      severity: 'information',
      code: 'obsolete-term',
      text: `${id} was replaced by ${term.id} (${term.label}), which was used.`,
      reference: from.reference,
    });
  }
  return {
    term: term.id,
    label: term.label,
    status: how.status,
    origin: from.origin,
    ...(from.date === undefined ? {} : { instant: from.date.start }),
    source: {
      reference: from.reference,
      display: from.display,
      ...(from.date === undefined ? {} : { date: from.date.text }),
      ...(how.value === undefined ? {} : { value: how.value }),
      ...(how.unit === undefined ? {} : { unit: how.unit }),
      derivation: how.derivation,
      ...(how.certainty === undefined ? {} : { certainty: how.certainty }),
    },
  };
}

/** `excluded` meanings turn a present finding into an excluded one and the other way round never. */
export function statusOf(meaning: PhenotypeMeaning): FindingStatus {
  return meaning.excluded ? 'excluded' : 'present';
}
