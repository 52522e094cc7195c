import { createHash } from 'node:crypto';

/** The look of the pages, from 360 px on, light and dark. No quotes and no `<`, which would be escaped. */
export const PAGE_STYLE = [
  ':root{color-scheme:light dark;--ground:#eef1f0;--sheet:#fff;--ink:#1c2624;--quiet:#51605c;--line:#d5dcda;--brand:#0b6b5c;--link:#075a8c;--late:#a8261b;--soon:#85500a;--panel:#eef6f4}',
  '@media (prefers-color-scheme:dark){:root{--ground:#0e1413;--sheet:#18201e;--ink:#e3e9e7;--quiet:#a3b1ad;--line:#36423f;--brand:#5fcdb9;--link:#7cc0ee;--late:#ff9d92;--soon:#f0bd6b;--panel:#1d2b28}}',
  'body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,Arial,sans-serif;overflow-wrap:anywhere}',
  'header,main,footer{box-sizing:border-box;max-width:960px;margin:0 auto;padding:16px 24px;background:var(--sheet)}',
  'header{display:flex;flex-wrap:wrap;align-items:center;gap:4px 16px;border-top:4px solid var(--brand);border-bottom:1px solid var(--line)}',
  'header p{margin:0}.brand{flex:1;font-size:20px;font-weight:700}.brand a{color:var(--brand);text-decoration:none}',
  '.office,footer{font-size:14px;color:var(--quiet)}',
  'footer{border-top:1px solid var(--line)}footer p{margin:0}',
  'button{font:inherit;font-size:14px;padding:6px 14px;border:1px solid var(--quiet);border-radius:4px;background:transparent;color:inherit;cursor:pointer}',
  'a{color:var(--link)}a:focus-visible,button:focus-visible{outline:3px solid var(--link);outline-offset:2px}',
  'h1{margin:8px 0 12px;font-size:24px;line-height:1.3}h2{margin:28px 0 8px;font-size:18px;line-height:1.3}p{margin:0 0 8px}dd p{margin:0}',
  '.state{font-weight:600}.overdue,.late{color:var(--late)}.dueSoon{color:var(--soon)}',
  '.turn{margin:16px 0;padding:12px 16px;background:var(--panel);border-left:4px solid var(--brand)}.turn h2{margin:0 0 4px}.turn p:last-child{margin:0}',
  'dl{display:grid;grid-template-columns:minmax(160px,1fr) 3fr;margin:0}dt,dd{margin:0;padding:6px 16px 6px 0;border-top:1px solid var(--line)}dt{color:var(--quiet)}',
  'ol,ul{margin:0;padding-left:24px}li{margin:0 0 14px}li p{margin:0}.history,.list{list-style:none;padding:0}.history li,.list li{padding:8px 0 0;border-top:1px solid var(--line)}',
  '.what{font-weight:600}.who{color:var(--quiet);font-size:15px}.said{white-space:pre-line}',
  '@media (max-width:560px){header,main,footer{padding:12px 16px}dl{display:block}dt{padding-bottom:0}dd{padding-top:0;border-top:0}h1{font-size:21px}}',
  '@media print{body{background:none}form{display:none}}',
].join('');

/** The style as a Content-Security-Policy names it: this one and no other. */
export const PAGE_STYLE_HASH = `sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}`;
