import { StringDecoder } from 'node:string_decoder';
import { Parser } from 'saxen';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';

/** The file is no XLSX that can be read, and why, in Bahasa Indonesia. */
export class WorkbookUnreadableError extends Error {
  override readonly name = 'WorkbookUnreadableError';
}

/** What a part of the workbook may hold when it is unpacked, in bytes: twenty thousand full rows are a tenth of it. */
const PART_LIMIT = 64 * 1024 * 1024;

/** Files that a workbook may consist of. */
const ENTRY_LIMIT = 1_000;

/** Characters without a tag among them, after which it is no workbook of ours: the parser holds what has not ended. */
const TAGLESS_LIMIT = 1024 * 1024;

const BROKEN = 'berkas rusak atau terpotong; buka di Excel dan simpan kembali sebagai .xlsx';
const TOO_LARGE = 'isi berkas terlalu besar bila dibuka; bagi menjadi beberapa berkas';

/** What is done on the way through an XML part. Names are without their prefixes. */
export interface Hooks {
  readonly open?: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
  /** Asked after each piece: whether all that is wanted has been seen. */
  readonly isDone?: () => boolean;
}

/**
 * The package of an XLSX workbook (ECMA-376, part 2): parts by their names. Sizes are checked before anything is
 * unpacked, and held against what really comes out while it is: a bomb is cut off.
 */
export class XlsxPackage {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws WorkbookUnreadableError it is no ZIP file, or not a whole one */
  static async open(bytes: Uint8Array): Promise<XlsxPackage> {
    return await translated(async () => {
      const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
      if (zip.entryCount > ENTRY_LIMIT) throw new WorkbookUnreadableError(TOO_LARGE);
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
      return new XlsxPackage(zip, entries);
    });
  }

  /** Whether there is a part of that name. */
  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** Goes through a part, piece by piece. @throws WorkbookUnreadableError it is missing, too large, or no XML */
  async walk(name: string, hooks: Hooks): Promise<void> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) throw new WorkbookUnreadableError(BROKEN);
    if (entry.uncompressedSize > PART_LIMIT) throw new WorkbookUnreadableError(TOO_LARGE);
    const parser = parserWith(hooks);
    await translated(async () => {
      const decoder = new StringDecoder('utf8');
      let tagless = 0;
      const pieces = await this.#zip.openReadStreamPromise(entry);
      for await (const piece of pieces) {
        const text = decoder.write(piece);
        tagless = text.includes('<') ? 0 : tagless + text.length;
        if (tagless > TAGLESS_LIMIT) throw new WorkbookUnreadableError(TOO_LARGE);
        parser.write(text);
        if (hooks.isDone?.() === true) return;
      }
      parser.end();
    });
  }
}

function parserWith({ open, close, text }: Hooks): Parser {
  const parser = new Parser();
  parser.on('openTag', (name, attributes, decode) => {
    const attribute = (wanted: string) => {
      const value = Object.entries(attributes()).find(([written]) => local(written) === wanted)?.[1];
      return value === undefined ? undefined : decode(value);
    };
    open?.(local(name), attribute);
  });
  parser.on('closeTag', (name) => close?.(local(name)));
  parser.on('text', (written, decode) => text?.(decode(written)));
  parser.on('cdata', (written) => text?.(written));
  return parser;
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/** A text as it was before Excel wrote it into XML: what XML cannot hold is written _xHHHH_ (ECMA-376, 22.9.2.19). */
export function unescaped(text: string): string {
  return text
    .replaceAll(/_x([0-9a-fA-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\r\n', '\n');
}

/** What the libraries say of a broken file is for engineers; all of it means the same to whoever has sent it. */
async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WorkbookUnreadableError) throw error;
    throw new WorkbookUnreadableError(BROKEN, { cause: error });
  }
}
