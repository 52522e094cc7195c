import { PAGE_STYLE, styleHashOf } from '../../platform/pages/page-style.ts';
import reportCss from './report.css';

/** Style sheet for screens from 360 px and for print. */
export const REPORT_STYLE = `${PAGE_STYLE}${reportCss}`;

export const REPORT_STYLE_HASH = styleHashOf(REPORT_STYLE);
