import { describe, expect, it } from 'vitest';
import letterCss from '../../../functions/notifications/emails/letter.css';
import pageCss from '../../../functions/platform/pages/page.css';
import reportCss from '../../../functions/reports/page/report.css';

describe('style sheets', () => {
  it.each([
    ['letters', letterCss],
    ['pages', pageCss],
    ['reports', reportCss],
  ])('contain no character that HTML would escape, which would invalidate the hash: %s', (_, style) => {
    expect(style).toContain('@media (prefers-color-scheme: dark) {');
    expect(style).not.toMatch(/["'&<]/);
  });
});
