// Written in a line, and apart from the regions: whoever lists by province can do without their names and numbers.
const CODES =
  '11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96';

/** All provinces' codes, in order. */
export const PROVINCES: readonly string[] = CODES.split(' ');

/** The code of the province that a region lies in; of a province, its own. */
export function provinceOf(code: string): string {
  return code.slice(0, 2);
}
