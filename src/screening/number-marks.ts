/** Which numbers have been met since the beginning. Used again without being emptied: a Set for each patient is mostly its growing. */
export interface NumberMarks {
  /** Forgets everything. @param most how many numbers there may be */
  begin(most: number): void;
  /** Marks a number (int32). Whether it was met for the first time. */
  isNew(number: number): boolean;
}

export function createNumberMarks(): NumberMarks {
  // Open addressing; a place is taken when it has the stamp of now.
  let numbers = new Int32Array(1024);
  let stamps = new Int32Array(1024);
  let now = 0;

  return {
    begin(most) {
      now += 1;
      if (numbers.length >= 2 * most) return;
      const length = 2 ** Math.ceil(Math.log2(2 * most));
      numbers = new Int32Array(length);
      stamps = new Int32Array(length);
    },
    isNew(number) {
      const mask = numbers.length - 1;
      let place = (number ^ (number >>> 15)) & mask;
      for (; stamps[place] === now; place = (place + 1) & mask) if (numbers[place] === number) return false;
      numbers[place] = number;
      stamps[place] = now;
      return true;
    },
  };
}
