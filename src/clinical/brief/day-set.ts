/** Some of a record's days, which are numbered as they come. Emptied and used again, record after record. */
export interface DaySet {
  readonly size: number;
  add(day: number): void;
  clear(): void;
}

export function createDaySet(): DaySet {
  // A bit for each day.
  let words = new Uint32Array(4);
  let size = 0;

  function grow(least: number): void {
    const longer = new Uint32Array(2 * least);
    longer.set(words);
    words = longer;
  }

  return {
    get size() {
      return size;
    },
    add(day) {
      const place = day >>> 5;
      if (place >= words.length) grow(place + 1);
      const bit = 1 << (day & 31);
      if ((words[place]! & bit) !== 0) return;
      words[place]! |= bit;
      size += 1;
    },
    clear() {
      if (size === 0) return;
      words.fill(0);
      size = 0;
    },
  };
}
