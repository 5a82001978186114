import type { Request } from 'express';
import type { Route } from '../http/routes.ts';
import { assessSeverity } from './assess-severity.ts';
import { operations } from './operations.ts';
import type { Language } from './state.ts';
import { type SymptomTerminology, symptomNames } from './symptom-names.ts';
import { triageAnswer } from './triage-answer.ts';
import { readTriage } from './triage-input.ts';

export interface TriagePorts {
  /** Without it only the symptoms of our own table are understood. */
  readonly terminology?: SymptomTerminology | undefined;
}

/** `POST /triage`: how ill somebody is, in five states, by rated symptoms, red flags and vital signs. Nothing is kept. */
export function triageRoutes({ terminology }: TriagePorts): readonly Route[] {
  const names = symptomNames(terminology);
  return [
    {
      method: 'POST',
      path: '/triage',
      operation: operations.triage,
      handler: (request, response) => {
        const input = readTriage(request.body, names);
        const language = input.language ?? preferred(request);
        response
          .set({ 'Content-Language': language, Vary: 'Accept-Language' })
          .json(triageAnswer(input, assessSeverity(input.complaint), language));
      },
    },
  ];
}

/** RFC 9110 §12.5.4: the first of our languages that the caller accepts, else English. */
function preferred(request: Request): Language {
  return request.acceptsLanguages('en', 'es') === 'es' ? 'es' : 'en';
}
