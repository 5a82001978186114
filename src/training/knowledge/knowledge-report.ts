import type { Ontology } from '../../terminology/ontology.ts';

/** What was noticed while sources were read: shown to whoever trains, so that nothing vanishes in silence. */
export interface KnowledgeReport {
  /** Source → version as its file states it. */
  readonly versions: Map<string, string>;
  /** Source → rows that were read. */
  readonly rows: Map<string, number>;
  /** HPO id → rows left out because this ontology release has never heard of the id. */
  readonly unknownTerms: Map<string, number>;
  /** HPO id → rows left out because the id is obsolete and nothing replaces it. */
  readonly obsoleteTerms: Map<string, number>;
  /** Alternative or replaced HPO id → rows that were moved to its live successor. */
  readonly movedTerms: Map<string, number>;
}

export function createKnowledgeReport(): KnowledgeReport {
  return {
    versions: new Map(),
    rows: new Map(),
    unknownTerms: new Map(),
    obsoleteTerms: new Map(),
    movedTerms: new Map(),
  };
}

/** Adds one to the count of a key. */
export function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The live HPO id that an id stands for today, or undefined; whatever is not simply live is counted in the report. */
export function liveTerm(ontology: Ontology, report: KnowledgeReport, id: string): string | undefined {
  const resolution = ontology.resolve(id);
  switch (resolution.kind) {
    case 'live':
      return resolution.term.id;
    case 'alternative':
    case 'replaced':
      count(report.movedTerms, id);
      return resolution.term.id;
    case 'obsolete':
      count(report.obsoleteTerms, id);
      return undefined;
    case 'unknown':
      count(report.unknownTerms, id);
      return undefined;
  }
}
