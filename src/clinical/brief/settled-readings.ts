import type { Sex } from '../case.ts';
import type { DecisionPoints } from './decision-points.ts';

/** Remembers what numbers of one kind mean, so that the rules are asked once for each stretch between two limits. */
export interface SettledReadings<Meaning> {
  /**
   * @param age years; undefined when not known
   * @param ask the rules themselves, for the same patient and moment
   */
  read(value: number, age: number | undefined, sex: Sex | undefined, ask: (value: number) => Meaning): Meaning;
}

/** Numbers so near to a limit, as a share of it, are judged by the rules: conversion has its rounding. */
const near = 1e-9;
/** Results are often exactly a limit: 140 mmHg, 25 kg/m². */
const mostExact = 1000;

const onPoint = -1;

/**
 * @param points where the meaning may change; without them every number is asked for
 * @param isSame whether two meanings are one: a stretch is settled when the rules say the same throughout
 */
export function settledReadings<Meaning>(
  points: DecisionPoints | undefined,
  isSame: (a: Meaning, b: Meaning) => boolean,
): SettledReadings<Meaning> {
  if (!points) return { read: (value, _age, _sex, ask) => ask(value) };
  const { values, ages } = points;
  const stretches: (Meaning | 'unsettled' | undefined)[] = [];
  const exact: (Map<number, Meaning> | undefined)[] = [];
  const ageKinds = ages.length + 2;

  function learn(value: number, stretch: number, ask: (value: number) => Meaning): Meaning | 'unsettled' {
    const meaning = ask(value);
    return witnesses(values, stretch).every((other) => isSame(ask(other), meaning)) ? meaning : 'unsettled';
  }

  return {
    read(value, age, sex, ask) {
      const ageKind = age === undefined ? ages.length + 1 : stretchOf(ages, age);
      if (ageKind === onPoint) return ask(value);
      const kind = ageKind + ageKinds * (sex === undefined ? 0 : sex === 'male' ? 1 : 2);
      const stretch = stretchOf(values, value);
      if (stretch === onPoint) {
        exact[kind] ??= new Map();
        const ofKind = exact[kind];
        const known = ofKind.get(value);
        if (known !== undefined) return known;
        const meaning = ask(value);
        if (ofKind.size < mostExact) ofKind.set(value, meaning);
        return meaning;
      }
      const place = kind * (values.length + 1) + stretch;
      stretches[place] ??= learn(value, stretch, ask);
      const settled = stretches[place]!;
      return settled === 'unsettled' ? ask(value) : (settled as Meaning);
    },
  };
}

/** How many points lie below; `onPoint` on one of them or beside it. */
function stretchOf(points: Float64Array, value: number): number {
  let below = 0;
  for (; below < points.length; below++) {
    const point = points[below]!;
    if (Math.abs(value - point) <= Math.abs(point) * near) return onPoint;
    if (value < point) return below;
  }
  return below;
}

/** Numbers near the ends of a stretch, and in its middle. */
function witnesses(points: Float64Array, stretch: number): readonly number[] {
  const low = stretch === 0 ? undefined : points[stretch - 1];
  const high = points[stretch];
  const from = low ?? high! - Math.max(1, Math.abs(high!));
  const to = high ?? from + Math.max(1, Math.abs(from)) * 10;
  return [1e-6, 0.5, 1 - 1e-6].map((share) => from + (to - from) * share);
}
