import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Cell, Sheet } from '../values/cells.ts';
import { escapeApostrophes } from './formula-escaping.ts';
import { contentTypes, packageRels, STYLE, STYLES, workbook, workbookRels } from './xlsx-parts.ts';

/** Characters per compressed chunk. */
const CHUNK = 64 * 1024;

/** The first day with a correct serial number: Excel counts a 29 February 1900. */
const FIRST_DAY = '1900-03-01';
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/**
 * Tables as an XLSX workbook (ECMA-376). Text cells stay text; dates and numbers follow the reader's locale. Rows are
 * compressed as they are generated, so only the result is in memory.
 */
export function xlsxOf(sheets: readonly Sheet[]): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const names = sheets.map(({ name }, index) => sheetName(name, index));
  addPart(zip, '[Content_Types].xml', [contentTypes(names.length)]);
  addPart(zip, '_rels/.rels', [packageRels()]);
  addPart(zip, 'xl/workbook.xml', [workbook(names.map(escaped))]);
  addPart(zip, 'xl/_rels/workbook.xml.rels', [workbookRels(names.length)]);
  addPart(zip, 'xl/styles.xml', [STYLES]);
  for (const [index, sheet] of sheets.entries()) addPart(zip, `xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet));
  zip.end();
  return Buffer.concat(chunks);
}

function addPart(zip: Zip, name: string, texts: Iterable<string>): void {
  const part = new ZipDeflate(name, { level: 6 });
  zip.add(part);
  let waiting = '';
  for (const text of texts) {
    waiting += text;
    if (waiting.length < CHUNK) continue;
    part.push(strToU8(waiting));
    waiting = '';
  }
  part.push(strToU8(waiting), true);
}

function* sheetXml({ heading, rows }: Sheet): Iterable<string> {
  yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  yield '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
  yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  yield '<sheetFormatPr defaultColWidth="24" defaultRowHeight="15"/><sheetData>';
  let number = 1;
  yield rowXml(number, heading, STYLE.heading);
  for (const row of rows) {
    number += 1;
    yield rowXml(number, row, STYLE.text);
  }
  yield '</sheetData></worksheet>';
}

function rowXml(number: number, row: readonly Cell[], ofTexts: number): string {
  const cells = row.map((cell, index) => cellXml(`${columnName(index)}${number}`, cell, ofTexts));
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cellXml(at: string, cell: Cell, ofTexts: number): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') {
    return `<c r="${at}" s="${Number.isInteger(cell) ? STYLE.whole : STYLE.general}"><v>${cell}</v></c>`;
  }
  if (typeof cell === 'object' && cell.day >= FIRST_DAY) {
    return `<c r="${at}" s="${STYLE.day}"><v>${(Date.parse(cell.day) - DAY_ZERO) / DAY_MS}</v></c>`;
  }
  const text = typeof cell === 'object' ? cell.day : escapeApostrophes(cell);
  return `<c r="${at}" s="${ofTexts}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** Column letters: A, B, ... Z, AA, AB. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

// Excel refuses longer sheet names and these characters.
function sheetName(name: string, index: number): string {
  const allowed = name.replaceAll(/[[\]:*?/\\]/g, ' ').trim();
  return allowed.slice(0, 31) || `Lembar ${index + 1}`;
}

// Characters that XML cannot contain become _xHHHH_ (ECMA-376, 22.9.2.19); text that looks like such an escape gets its
// _ escaped.
const NOT_IN_XML = /(?![\t\n])\p{Cc}|[\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)/gu;
const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text
    .replaceAll(NOT_IN_XML, (hidden) => `_x${hidden.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);
}
