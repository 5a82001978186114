import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

/**
 * The value of an option that is an integer from 1 to `most`.
 * @throws HoofbeatsError USAGE
 */
export function wholeNumber(given: string, option: string, most: number): number {
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new HoofbeatsError('USAGE', `${option} is an integer from 1 to ${most}.`);
  return number;
}
