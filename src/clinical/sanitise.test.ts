import { describe, expect, it } from 'vitest';
import { testTerminology } from '../../test/fixtures/test-terminology.ts';
import type { Finding, FindingStatus } from './finding.ts';
import { createIssueLog } from './issue-log.ts';
import { sanitiseFindings } from './sanitise.ts';

const { ontology } = testTerminology();

function finding(term: string, status: FindingStatus): Finding {
  return { term, label: term, status, sources: [{ reference: 'Observation/1', display: 'x', derivation: 'y' }] };
}

function sanitised(...findings: readonly Finding[]) {
  const issues = createIssueLog();
  const kept = sanitiseFindings(findings, ontology, issues).map(({ term, status }) => `${status} ${term}`);
  return { kept, issues: issues.list() };
}

describe('sanitiseFindings', () => {
  it('drops the exclusion of a term of which a form is present, and says so', () => {
    const { kept, issues } = sanitised(finding('HP:0011042', 'excluded'), finding('HP:0002153', 'present'));
    expect(kept).toEqual(['present HP:0002153']);
    expect(issues).toMatchObject([{ code: 'exclusion-dropped', reference: 'Observation/1' }]);
  });

  it('keeps exclusions of other branches and of forms of what is present', () => {
    const { kept, issues } = sanitised(
      finding('HP:0011042', 'present'),
      finding('HP:0002153', 'excluded'),
      finding('HP:0030972', 'excluded'),
    );
    expect(kept).toHaveLength(3);
    expect(issues).toEqual([]);
  });

  it('keeps a present ancestor of a present term', () => {
    expect(sanitised(finding('HP:0011042', 'present'), finding('HP:0002153', 'present')).kept).toHaveLength(2);
  });
});
