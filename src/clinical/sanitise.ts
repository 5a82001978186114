import type { Ontology } from '../terminology/ontology.ts';
import type { Finding } from './finding.ts';
import type { IssueLog } from './issue-log.ts';

/**
 * Removes what cannot be true together: a term is not excluded while one of its descendants is present, because whoever
 * has hyperkalaemia has an abnormal potassium. The exclusion goes, with an issue. Ancestors of present terms, though
 * redundant, are kept: their sources are evidence of their own.
 */
export function sanitiseFindings(
  findings: readonly Finding[],
  ontology: Ontology,
  issues: IssueLog,
): readonly Finding[] {
  const presentBelow = new Map<string, Finding>();
  for (const finding of findings) {
    if (finding.status !== 'present') continue;
    for (const ancestor of ontology.ancestors(finding.term)) {
      if (ancestor !== finding.term && !presentBelow.has(ancestor)) presentBelow.set(ancestor, finding);
    }
  }
  return findings.filter((finding) => {
    const below = finding.status === 'excluded' ? presentBelow.get(finding.term) : undefined;
    if (!below) return true;
    const reference = finding.sources[0]?.reference;
    issues.add({
      severity: 'information',
      code: 'exclusion-dropped',
      text: `${finding.label} was excluded, but ${below.label}, a form of it, is present; the exclusion was not used.`,
      ...(reference === undefined ? {} : { reference }),
    });
    return false;
  });
}
