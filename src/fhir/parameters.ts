import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { isObject, type JsonObject, listOf, stringOf } from './json.ts';
import type { StructureIssue } from './structure-issue.ts';

/** One parameter of an operation: a value, a resource, or parts. */
export interface ParameterRead {
  readonly name: string;
  /** Whatever `value[x]` held. */
  readonly value: unknown;
  readonly resource: JsonObject | undefined;
  readonly parts: readonly ParameterRead[];
  readonly expression: string;
}

export interface ParametersRead {
  readonly parameters: readonly ParameterRead[];
  readonly issues: readonly StructureIssue[];
}

// Operations nest once or twice; deeper input is an attack on the stack.
const deepest = 8;

/**
 * Reads a FHIR Parameters resource (R4 §2.35).
 * @throws HoofbeatsError FHIR_INVALID when it is not a JSON object; RESOURCE_TYPE when it is another resource.
 */
export function readParameters(json: unknown, expression = 'Parameters'): ParametersRead {
  if (!isObject(json)) {
    throw new HoofbeatsError('FHIR_INVALID', `${expression} is not a JSON object.`, { expression: [expression] });
  }
  if (json.resourceType !== 'Parameters') {
    throw new HoofbeatsError('RESOURCE_TYPE', `${expression} is not a Parameters resource.`, {
      expression: [`${expression}.resourceType`],
    });
  }
  const issues: StructureIssue[] = [];
  return { parameters: readList(json.parameter, `${expression}.parameter`, issues, 0), issues };
}

function readList(list: unknown, at: string, issues: StructureIssue[], depth: number): ParameterRead[] {
  if (depth >= deepest) return [];
  const read: ParameterRead[] = [];
  for (const [index, item] of listOf(list).entries()) {
    const expression = `${at}[${index}]`;
    const name = isObject(item) ? stringOf(item.name) : undefined;
    if (!isObject(item) || name === undefined) {
      issues.push({
        severity: 'warning',
        code: 'parameter-without-name',
        text: `${expression} has no name and was skipped.`,
        expression: `${expression}.name`,
      });
      continue;
    }
    const valueKey = Object.keys(item).find((key) => key.startsWith('value'));
    read.push({
      name,
      value: valueKey === undefined ? undefined : item[valueKey],
      resource: isObject(item.resource) ? item.resource : undefined,
      parts: readList(item.part, `${expression}.part`, issues, depth + 1),
      expression,
    });
  }
  return read;
}
