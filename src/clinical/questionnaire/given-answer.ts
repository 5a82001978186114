import { isObject, type JsonObject, stringOf } from '../../fhir/json.ts';
import type { Question } from './form.ts';

/** One value of an answer that fits its question. */
export type AnswerValue =
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'option'; readonly code: string; readonly display: string }
  /** Words of the person's own, to an open question. */
  | { readonly kind: 'words'; readonly text: string };

/** Why an answer does not fit. */
export type Misfit = 'type' | 'option' | 'range';

const elementOf = (answer: JsonObject) => Object.keys(answer).filter((key) => key.startsWith('value'));

/** One `QuestionnaireResponse.item.answer` as its question takes it, or what is wrong with it. */
export function readAnswer(answer: unknown, question: Question): AnswerValue | Misfit {
  if (!isObject(answer)) return 'type';
  const [element, another] = elementOf(answer);
  if (element === undefined || another !== undefined) return 'type';
  const value = answer[element];
  switch (`${question.type} ${element}`) {
    case 'boolean valueBoolean':
      return typeof value === 'boolean' ? { kind: 'boolean', value } : 'type';
    case 'integer valueInteger':
      return Number.isInteger(value) ? inRange(value as number, question) : 'type';
    case 'choice valueCoding':
    case 'open-choice valueCoding':
      return isObject(value) ? optionOf(value, question) : 'type';
    case 'open-choice valueString': {
      const text = stringOf(value);
      return text === undefined ? 'type' : { kind: 'words', text };
    }
    default:
      return 'type';
  }
}

function inRange(value: number, { range }: Question): AnswerValue | Misfit {
  return range && (value < range[0] || value > range[1]) ? 'range' : { kind: 'number', value };
}

function optionOf(coding: JsonObject, { options, optionSystem }: Question): AnswerValue | Misfit {
  const code = stringOf(coding.code) ?? '';
  const display = options.get(code);
  const system = stringOf(coding.system) ?? optionSystem;
  return display === undefined || system !== optionSystem ? 'option' : { kind: 'option', code, display };
}
