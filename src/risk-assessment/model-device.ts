import type { Device } from 'fhir/r4.js';
import type { Versions } from '../assessment/assessment.ts';

/** Id under which a RiskAssessment contains the Device that performed it. */
export const modelDeviceId = 'model';

/** The software behind a result, with the version of the model, of each knowledge source and map, and of the code. */
export function modelDevice({ model, code, knowledge, terminology }: Versions): Device {
  const version = (what: string, value: string) => ({ type: { text: what }, value });
  return {
    resourceType: 'Device',
    id: modelDeviceId,
    deviceName: [{ name: `Hoofbeats, ${model}`, type: 'model-name' }],
    version: [
      version('model', model),
      version('code', code),
      ...Object.entries(knowledge).map(([name, value]) => version(`knowledge: ${name}`, value)),
      ...Object.entries(terminology).map(([name, value]) => version(`terminology: ${name}`, value)),
    ],
  };
}
