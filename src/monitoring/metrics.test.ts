import { describe, expect, it } from 'vitest';
import type { Assessment } from '../assessment/assessment.ts';
import type { Assessor } from '../assessment/assessor.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { metricTable } from './metric-table.ts';
import { codeLabel, createMetrics } from './metrics.ts';
import { observedAssessor } from './observed-assessor.ts';
import { observedInference } from './observed-inference.ts';

const abstained: Assessment = {
  id: 'a1',
  createdAt: '2024-03-02T10:00:00Z',
  case: {
    subject: { reference: 'Patient/1' },
    indexTime: '2024-03-02T10:00:00Z',
    findings: [],
    knownDiagnoses: [],
    coverage: {
      total: 3,
      mapped: 0,
      ignored: {},
      unmapped: [{ system: 'urn:oid:1.2', code: 'X', display: 'Local test', count: 3 }],
    },
    issues: [{ severity: 'warning', code: 'future-date', text: 'Observation/1 is dated in the future.' }],
  },
  applicability: { verdict: 'abstain', reasons: [{ code: 'too-few-findings', text: 'A sentence about Ana.' }] },
  notObtained: [],
  versions: { code: '0.1.0', model: '0.1.0', knowledge: {}, terminology: {} },
};
const request = {
  entrance: 'operation',
  patient: { resourceType: 'Patient' },
  resources: [],
  model: 'rare-disease',
} as const;

describe('metrics', () => {
  it('renders every row of the table with the name that it gives', async () => {
    const rendered = await createMetrics().registry.metrics();
    for (const { name } of Object.values(metricTable)) expect(rendered).toContain(`# HELP ${name} `);
  });

  it('names nothing that could identify a patient among its labels', () => {
    const labels = Object.values(metricTable).flatMap((entry) => [...entry.labels]);
    expect(labels.filter((label) => /patient|user|name|url|path|subject/i.test(label))).toEqual([]);
  });

  it('adds the process and the event loop on request', async () => {
    expect(await createMetrics({ processMetrics: true }).registry.metrics()).toContain('nodejs_eventloop_lag_seconds');
  });

  it('lets codes through as label values, and nothing freer', () => {
    expect(codeLabel('too-few-findings')).toBe('too-few-findings');
    expect(codeLabel('Ana Quijano, 34')).toBe('other');
    expect(codeLabel('x'.repeat(60))).toBe('other');
  });
});

describe('observed assessor', () => {
  it('counts outcomes, reasons, unmapped codes and issues', async () => {
    const metrics = createMetrics();
    const assessor: Assessor = { assess: async () => abstained };
    expect(await observedAssessor(assessor, metrics).assess(request)).toBe(abstained);
    const rendered = await metrics.registry.metrics();
    expect(rendered).toContain('hoofbeats_assessments_total{entrance="operation",outcome="abstained"} 1');
    expect(rendered).toContain('hoofbeats_abstentions_total{entrance="operation",reason="too-few-findings"} 1');
    expect(rendered).toContain('hoofbeats_unmapped_codes_total{entrance="operation"} 3');
    expect(rendered).toContain('hoofbeats_data_issues_total{code="future-date"} 1');
    expect(rendered).not.toContain('Ana');
  });

  it('counts failures by code and passes them on', async () => {
    const metrics = createMetrics();
    const assessor: Assessor = {
      assess: async () => {
        throw new HoofbeatsError('EVIDENCE_MISSING', 'No evidence.');
      },
    };
    await expect(observedAssessor(assessor, metrics).assess(request)).rejects.toThrow('No evidence.');
    expect(await metrics.registry.metrics()).toContain('outcome="EVIDENCE_MISSING"} 1');
  });
});

describe('observed inference', () => {
  it('times batches under the family of the model', async () => {
    const metrics = createMetrics();
    const port = { diagnoses: 2, score: async () => new Float32Array(2), close: async () => {} };
    expect(await observedInference(port, 'rare-disease', metrics).score([])).toHaveLength(2);
    expect(await metrics.registry.metrics()).toContain(
      'hoofbeats_inference_duration_seconds_count{model="rare-disease"} 1',
    );
  });
});
