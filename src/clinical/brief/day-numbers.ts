/** Numbers the days of a record as they come, from 1: 0 is for what is undated. */
export interface DayNumbers {
  /**
   * Number of the day that a moment lies on; `contradicted` where the same moment was on another day before.
   * @param day as it is written, e.g. 20240302
   */
  numberOf(moment: number, day: number): number;
  clear(): void;
}

/** The same moment on two days, as zones may have it: one of them may repeat the other. */
export const contradicted = -1;

export function createDayNumbers(): DayNumbers {
  const numbers = new Map<number, number>();
  const dayOfMoment = new Map<number, number>();
  // The results of a sample come one after another.
  const last = { moment: Number.NaN, day: 0, number: 0 };

  function goTo(moment: number, day: number): void {
    last.moment = moment;
    last.day = dayOfMoment.get(moment) ?? day;
    dayOfMoment.set(moment, last.day);
    last.number = numbers.get(last.day) ?? numbers.size + 1;
    numbers.set(last.day, last.number);
  }

  return {
    numberOf(moment, day) {
      if (moment !== last.moment) goTo(moment, day);
      return day === last.day ? last.number : contradicted;
    },
    clear() {
      numbers.clear();
      dayOfMoment.clear();
      last.moment = Number.NaN;
    },
  };
}
