/**
 * The look of a letter. No quotes and no `<`, which would be escaped. Colours have a contrast of 4.5 and more in both
 * schemes; what they say, words say too.
 */
export const LETTER_STYLE = [
  ':root{color-scheme:light dark}',
  'body{margin:0;background:#eef1f0;color:#1c2624;font:16px/1.5 -apple-system,Segoe UI,Roboto,Noto Sans,Arial,sans-serif}',
  '.sheet{box-sizing:border-box;max-width:640px;margin:0 auto;background:#fff;border-top:4px solid #0b6b5c}',
  '.sheet,.sheet a{overflow-wrap:anywhere}',
  'header,main,footer{padding:0 32px}',
  'header{padding-top:24px;padding-bottom:16px;border-bottom:1px solid #d5dcda}',
  'header p{margin:0}',
  '.brand{font-size:20px;font-weight:700;letter-spacing:.02em;color:#0b6b5c}',
  '.about,.day{font-size:14px;color:#51605c}',
  'main{padding-top:16px;padding-bottom:16px}',
  '.day{margin:0}',
  'h1{margin:4px 0 20px;font-size:22px;line-height:1.3}',
  'h2{margin:28px 0 12px;padding-bottom:4px;border-bottom:1px solid #d5dcda;font-size:17px;line-height:1.3}',
  '.count{font-weight:400;color:#51605c}',
  'p{margin:0 0 12px}',
  'ol,ul{margin:0;padding:0 0 0 28px}',
  'ol li{margin:0 0 18px}',
  'li p{margin:0 0 2px}',
  'a{color:#075a8c}',
  'li a{font-weight:600}',
  'li p+p{font-size:15px}',
  '.late strong{color:#a8261b}',
  '.soon strong{color:#85500a}',
  'footer{padding-top:16px;padding-bottom:24px;border-top:1px solid #d5dcda;background:#f6f8f7;font-size:13px;color:#51605c}',
  '@media (max-width:480px){header,main,footer{padding-left:16px;padding-right:16px}h1{font-size:20px}ol,ul{padding-left:24px}}',
  '@media (prefers-color-scheme:dark){body{background:#0e1413;color:#e3e9e7}.sheet{background:#18201e;border-top-color:#3fb8a3}',
  '.brand{color:#5fcdb9}.about,.day,.count{color:#a3b1ad}header,h2,footer{border-color:#36423f}a{color:#7cc0ee}',
  '.late strong{color:#ff9d92}.soon strong{color:#f0bd6b}footer{background:#141b19;color:#a3b1ad}}',
].join('');
