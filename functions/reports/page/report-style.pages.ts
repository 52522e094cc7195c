import { PAGE_STYLE, styleHashOf } from '../../platform/pages/page-style.ts';
import reportCss from './report.css';

/** The look of a report on a screen, from 360 px on, and on paper. */
export const REPORT_STYLE = `${PAGE_STYLE}${reportCss}`;

export const REPORT_STYLE_HASH = styleHashOf(REPORT_STYLE);
