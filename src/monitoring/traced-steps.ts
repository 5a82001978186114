import type { AroundStep } from '../assessment/ports.ts';
import { childSpan } from './tracing.ts';

/** Every step of a traced assessment as a span of its own, by the name of its function. */
export const tracedSteps: AroundStep = (step, work) => childSpan(step, {}, work);
