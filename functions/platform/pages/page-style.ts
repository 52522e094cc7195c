import { createHash } from 'node:crypto';
import pageCss from './page.css';

/** The common style sheet, for screens from 360 px, light and dark. */
export const PAGE_STYLE = pageCss;

/** The source expression that allows exactly this style in a Content-Security-Policy. */
export function styleHashOf(style: string): string {
  return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}

export const PAGE_STYLE_HASH = styleHashOf(PAGE_STYLE);
