import { describe, expect, it } from 'vitest';
import letterCss from '../../../functions/notifications/emails/letter.css';
import pageCss from '../../../functions/platform/pages/page.css';
import reportCss from '../../../functions/reports/page/report.css';

describe('a style sheet', () => {
  it.each([
    ['letters', letterCss],
    ['pages', pageCss],
    ['reports', reportCss],
  ])('of %s is text with nothing that HTML would escape, which its hash would not match', (_, style) => {
    expect(style).toContain('@media (prefers-color-scheme: dark) {');
    expect(style).not.toMatch(/["'&<]/);
  });
});
