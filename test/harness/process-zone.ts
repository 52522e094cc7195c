import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Zones of the machine that days must not depend on: none, one of ours, and one half an hour beside all others. */
const ZONES = ['UTC', 'Asia/Jayapura', 'America/St_Johns'] as const;

/** The same tests on machines of several zones: Node.js reads TZ again whenever it is set. */
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
