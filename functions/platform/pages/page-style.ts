import { createHash } from 'node:crypto';
import pageCss from './page.css';

/** The look of the pages, from 360 px on, light and dark. */
export const PAGE_STYLE = pageCss;

/** How a Content-Security-Policy names a style: this text and no other. */
export function styleHashOf(style: string): string {
  return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}

export const PAGE_STYLE_HASH = styleHashOf(PAGE_STYLE);
