import { createHash } from 'node:crypto';
import { PAGE_STYLE } from '../../platform/pages/page-style.ts';

/** The look of a report on a screen, from 360 px on, and on paper. As in page-style.ts, no quotes and no `<`. */
export const REPORT_STYLE = [
  PAGE_STYLE,
  ':root{--calm:#3c7fb1;--soon:#b8791b;--late:#b3372c;--done:#2f8a73;--stage1:#c9a227;--stage2:#7fb2d9;--stage3:#2e6da4;--stage4:#7a5ea8}',
  '@media (prefers-color-scheme:dark){:root{--calm:#6fb1e0;--soon:#e0ad5c;--late:#f08a80;--done:#5fc5aa;--stage1:#e3c65b;--stage2:#9ccbee;--stage3:#4f93cf;--stage4:#b49be0}}',
  '.tools{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:end;margin:16px 0}.tools form{display:flex;flex-wrap:wrap;gap:8px;align-items:end}',
  'label{display:block;font-size:14px;color:var(--quiet)}input{font:inherit;padding:4px 8px;border:1px solid var(--quiet);border-radius:4px;background:var(--sheet);color:inherit}',
  'input:focus-visible{outline:3px solid var(--link);outline-offset:2px}',
  'table{width:100%;border-collapse:collapse;margin:8px 0 16px;font-size:14px;line-height:1.4}caption{text-align:left;color:var(--quiet);padding:4px 0}',
  'th,td{padding:5px 8px 5px 0;border-top:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}thead th{overflow-wrap:normal;font-weight:600;border-top:0;vertical-align:bottom}',
  '.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}thead .number{white-space:normal}',
  '.headline{display:grid;grid-template-columns:repeat(auto-fill,minmax(140px,1fr));gap:8px;margin:16px 0;padding:0;list-style:none}.headline li{margin:0;padding:10px 12px;background:var(--panel)}',
  '.headline strong{display:block;font-size:26px;line-height:1.2}.headline .late strong{color:var(--late)}',
  '.wide td{min-width:88px}tbody th{overflow-wrap:break-word}figure{margin:8px 0;max-width:560px}figure svg{display:block;width:100%;height:auto}.legend{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:13px}.legend svg{display:inline-block;width:10px;height:10px}',
  'text{fill:var(--ink);font-size:10px}.tick{fill:var(--quiet);font-size:9px}.grid{stroke:var(--line)}rect.calm{fill:var(--calm)}rect.soon{fill:var(--soon)}rect.late{fill:var(--late)}rect.done{fill:var(--done)}rect.raised{fill:var(--stage1)}rect.assigned{fill:var(--stage2)}rect.inProgress{fill:var(--stage3)}rect.verified{fill:var(--stage4)}rect.closed{fill:var(--done)}',
  '.signatures{display:flex;flex-wrap:wrap;gap:24px;margin:24px 0}.signatures>div{flex:1;min-width:220px}.signatures .line{margin-top:72px;padding-top:4px;border-top:1px solid var(--ink)}',
  '@media (min-width:720px){tbody th{min-width:64px}}',
  '@media (max-width:560px){table{font-size:13px}th,td{padding-right:4px}}',
  '@media (max-width:720px){.wide thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.wide,.wide tbody,.wide tr,.wide th,.wide td{display:block}.wide tr{border-top:2px solid var(--line);padding:6px 0}.wide th,.wide td{border:0;padding:2px 0;text-align:left}.wide td[data-label]:before{content:attr(data-label);display:block;color:var(--quiet);font-size:12px}.wide td.number{display:flex;justify-content:space-between;align-items:baseline}}',
  '.pair{display:grid;gap:8px 32px;align-items:start}@media (min-width:860px){.pair{grid-template-columns:1fr 1fr}}.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}',
  '@page{size:A4;margin:14mm}@page matrix{size:A4 landscape}',
  '@media print{:root{--ground:#fff;--sheet:#fff;--ink:#000;--quiet:#333;--line:#999;--panel:#f3f3f3;--brand:#000;--link:#000;--late:#900;--calm:#3c7fb1;--done:#2f8a73}header,main,footer{max-width:none;padding:0}.tools,header form{display:none}body{font-size:11pt}table{font-size:9pt}thead{display:table-header-group}tr,figure,.signatures,.headline li{break-inside:avoid}h2,caption{break-after:avoid}.matrix{page:matrix;break-before:page}}',
].join('');

/** The style as a Content-Security-Policy names it: this one and no other. */
export const REPORT_STYLE_HASH = `sha256-${createHash('sha256').update(REPORT_STYLE).digest('base64')}`;
