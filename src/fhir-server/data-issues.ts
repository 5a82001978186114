import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';
import type { Issue } from '../clinical/issue.ts';
import { canonicalOf } from '../config/canonical.ts';
import type { StructureIssue } from '../fhir/structure-issue.ts';
import { omitEmpty } from '../http/empty-values.ts';

/** An open list, so it is named and not published. */
const dataIssueSystem = canonicalOf('CodeSystem', 'data-issues');

/** More would drown the reader and swell the answer; the rest is counted. */
const mostIssues = 200;

const types = { information: 'informational', warning: 'processing' } as const;

/** Doubts about the data beside a result: information and warnings. Failures of single patients are added as errors. */
export function dataIssuesOutcome(
  issues: readonly (Issue | StructureIssue)[],
  failures: readonly OperationOutcomeIssue[],
): OperationOutcome | undefined {
  const listed = issues.slice(0, mostIssues).map(outcomeIssue);
  const more = issues.length - listed.length;
  if (more > 0)
    listed.push({ severity: 'information', code: 'informational', diagnostics: `There are ${more} more issues.` });
  const issue = [...failures, ...listed];
  return issue.length === 0 ? undefined : { resourceType: 'OperationOutcome', issue };
}

function outcomeIssue(issue: Issue | StructureIssue): OperationOutcomeIssue {
  return omitEmpty({
    severity: issue.severity,
    code: types[issue.severity],
    details: { coding: [{ system: dataIssueSystem, code: issue.code }], text: issue.text },
    diagnostics: 'reference' in issue ? issue.reference : undefined,
    expression: 'expression' in issue && issue.expression ? [issue.expression] : [],
  }) as OperationOutcomeIssue;
}
