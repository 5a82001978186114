import type { Assessment } from '../assessment/assessment.ts';
import type { AssessmentRequest, Assessor } from '../assessment/assessor.ts';
import { toHoofbeatsError } from '../errors/hoofbeats-error.ts';
import { codeLabel, type Metrics } from './metrics.ts';
import { span } from './tracing.ts';

/** The same assessor, with every run counted, timed and traced. */
export function observedAssessor(assessor: Assessor, metrics: Metrics): Assessor {
  return {
    async assess(request) {
      const stop = metrics.assessmentDuration.startTimer({ entrance: request.entrance });
      try {
        const assessment = await traced(assessor, request);
        count(metrics, request, assessment);
        return assessment;
      } catch (thrown) {
        metrics.assessments.inc({ entrance: request.entrance, outcome: toHoofbeatsError(thrown).code });
        throw thrown;
      } finally {
        stop();
      }
    },
  };
}

function traced(assessor: Assessor, request: AssessmentRequest): Promise<Assessment> {
  const attributes = { 'hoofbeats.entrance': request.entrance, 'hoofbeats.model': request.model };
  return span('assess', { attributes }, async ({ note }) => {
    const assessment = await assessor.assess(request);
    note({ 'hoofbeats.outcome': outcomeOf(assessment) });
    return assessment;
  });
}

const outcomeOf = ({ differential }: Assessment) => (differential ? 'differential' : 'abstained');

function count(metrics: Metrics, { entrance }: AssessmentRequest, assessment: Assessment): void {
  const { applicability, case: case_ } = assessment;
  metrics.assessments.inc({ entrance, outcome: outcomeOf(assessment) });
  if (applicability.verdict === 'abstain')
    for (const { code } of applicability.reasons) metrics.abstentions.inc({ entrance, reason: code });
  for (const { code } of case_.issues) metrics.dataIssues.inc({ code: codeLabel(code) });
  const unmapped = case_.coverage.unmapped.reduce((sum, code) => sum + code.count, 0);
  if (unmapped > 0) metrics.unmappedCodes.inc({ entrance }, unmapped);
}
