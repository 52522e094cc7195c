import { unescaped, WorkbookUnreadableError, type XlsxPackage } from './xlsx-package.ts';

/** The part names that reading a sheet requires, and its date system. */
interface Parts {
  readonly sheet: string;
  readonly texts: string | undefined;
  readonly styles: string | undefined;
  readonly is1904: boolean;
}

/** Finds the first visible sheet. @throws WorkbookUnreadableError there is none */
export async function firstSheet(parts: XlsxPackage): Promise<Parts> {
  const workbook = (await targets(parts, '_rels/.rels')).find(({ kind }) => kind === 'officeDocument')?.target;
  if (workbook === undefined) throw new WorkbookUnreadableError('bukan buku kerja Excel (.xlsx)');
  let id: string | undefined;
  let is1904 = false;
  await parts.walk(workbook, {
    open(name, attribute) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      // `id` is the relationship id; the sheet's own number is sheetId.
      else if (name === 'sheet' && id === undefined && !attribute('state')?.includes('idden')) id = attribute('id');
    },
  });
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const related = await targets(parts, `${folder}_rels/${workbook.slice(folder.length)}.rels`, folder);
  const sheet = related.find((row) => row.id === id)?.target;
  if (sheet === undefined) throw new WorkbookUnreadableError('tidak ada lembar kerja yang tampak');
  const of = (kind: string) => related.find((row) => row.kind === kind)?.target;
  return { sheet, texts: of('sharedStrings'), styles: of('styles'), is1904 };
}

/** The relationships of a part: id, last segment of the type, and name of the target part. */
async function targets(parts: XlsxPackage, name: string, folder = '') {
  const found: { readonly id: string; readonly kind: string; readonly target: string }[] = [];
  if (!parts.has(name)) return found;
  await parts.walk(name, {
    open(element, attribute) {
      if (element !== 'Relationship') return;
      const target = attribute('Target') ?? '';
      found.push({
        id: attribute('Id') ?? '',
        kind: attribute('Type')?.split('/').at(-1) ?? '',
        target: target.startsWith('/') ? target.slice(1) : `${folder}${target}`,
      });
    },
  });
  return found;
}

/** The shared strings, by index, without phonetic hints. */
export async function sharedStrings(parts: XlsxPackage, name: string | undefined): Promise<readonly string[]> {
  const texts: string[] = [];
  if (name === undefined || !parts.has(name)) return texts;
  let text = '';
  let isText = false;
  let isPhonetic = false;
  await parts.walk(name, {
    open(element) {
      if (element === 'si') text = '';
      else if (element === 'rPh') isPhonetic = true;
      else if (element === 't') isText = !isPhonetic;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(element) {
      if (element === 't') isText = false;
      else if (element === 'rPh') isPhonetic = false;
      else if (element === 'si') texts.push(unescaped(text));
    },
  });
  return texts;
}

// Built-in date formats by number; those from 27 are locale-specific (ECMA-376, 18.8.30).
const DAY_FORMATS = /^(1[4-7]|22|2[7-9]|3[0-6]|5[0-8])$/;

/** The indexes of the styles that show a number as a date. */
export async function dayStyles(parts: XlsxPackage, name: string | undefined): Promise<ReadonlySet<string>> {
  const styles = new Set<string>();
  if (name === undefined || !parts.has(name)) return styles;
  const own = new Set<string>();
  let isCell = false;
  let index = 0;
  await parts.walk(name, {
    open(element, attribute) {
      if (element === 'numFmt' && isDayFormat(attribute('formatCode') ?? '')) own.add(attribute('numFmtId') ?? '');
      else if (element === 'cellXfs') isCell = true;
      else if (element === 'xf' && isCell) {
        const format = attribute('numFmtId') ?? '';
        if (own.has(format) || DAY_FORMATS.test(format)) styles.add(String(index));
        index += 1;
      }
    },
    close(element) {
      if (element === 'cellXfs') isCell = false;
    },
  });
  return styles;
}

/** Whether a number format shows a day or a year; ignores quoted text, bracketed sections and escapes. */
function isDayFormat(format: string): boolean {
  return /[dy]/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}
