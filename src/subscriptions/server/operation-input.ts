import type { Request } from 'express';
import { stringOf } from '../../fhir/json.ts';
import { readParameters } from '../../fhir/parameters.ts';

/**
 * Values of an operation's parameter, from the query of a GET or the Parameters of a POST; several values and values with
 * commas between are alternatives (R4 §3.1.1.4.5).
 */
export function operationInput(request: Request): (name: string) => readonly string[] {
  if (request.method === 'POST') {
    const { parameters } = readParameters(request.body);
    return (name) =>
      parameters.filter((parameter) => parameter.name === name).flatMap(({ value }) => alternatives(stringOf(value)));
  }
  return (name) => [request.query[name]].flat().flatMap((value) => alternatives(stringOf(value)));
}

const alternatives = (value: string | undefined): readonly string[] =>
  value === undefined ? [] : value.split(',').filter((one) => one !== '');
