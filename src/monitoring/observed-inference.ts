import type { InferencePort } from '../inference/inference-port.ts';
import type { Metrics } from './metrics.ts';
import { childSpan } from './tracing.ts';

/** The same inference port, with every batch timed and traced under the model's family. */
export function observedInference(port: InferencePort, model: string, metrics: Metrics): InferencePort {
  return {
    diagnoses: port.diagnoses,
    async score(rows, options) {
      const stop = metrics.inferenceDuration.startTimer({ model });
      try {
        return await childSpan(
          'infer',
          { attributes: { 'hoofbeats.model': model, 'hoofbeats.rows': rows.length } },
          () => port.score(rows, options),
        );
      } finally {
        stop();
      }
    },
    close: () => port.close(),
  };
}
