import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Time zones of the machine: UTC, one of Indonesia, and one with an offset of half an hour. */
const ZONES = ['UTC', 'Asia/Jayapura', 'America/St_Johns'] as const;

/** Runs tests in several time zones of the machine. Node.js reads TZ again whenever it is set. */
export function underEachZone(tests: () => void): void {
  describe.each(ZONES)('on a machine in %s', (zone) => {
    const own = process.env.TZ;
    beforeAll(() => {
      process.env.TZ = zone;
    });
    afterAll(() => {
      if (own === undefined) delete process.env.TZ;
      else process.env.TZ = own;
    });

    it('has that clock', () => {
      expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
    });

    tests();
  });
}
