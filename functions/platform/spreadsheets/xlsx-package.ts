import { StringDecoder } from 'node:string_decoder';
import { Parser } from 'saxen';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';

/** The file is not a readable XLSX workbook; the message is in Bahasa Indonesia. */
export class WorkbookUnreadableError extends Error {
  override readonly name = 'WorkbookUnreadableError';
}

/** The largest unpacked part, in bytes; 20,000 full rows take a tenth of it. */
const PART_LIMIT = 64 * 1024 * 1024;

/** The most files in a workbook. */
const ENTRY_LIMIT = 1_000;

/** The most characters without a tag: the parser buffers until the next one. */
const TAGLESS_LIMIT = 1024 * 1024;

const BROKEN = 'berkas rusak atau terpotong; buka di Excel dan simpan kembali sebagai .xlsx';
const TOO_LARGE = 'isi berkas terlalu besar bila dibuka; bagi menjadi beberapa berkas';

/** Callbacks while parsing an XML part. Names are without namespace prefixes. */
export interface Hooks {
  readonly open?: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
  /** Called after each chunk; true stops the parser. */
  readonly isDone?: () => boolean;
}

/**
 * The package of an XLSX workbook (ECMA-376, part 2): parts by name. Checks declared sizes before unpacking and actual
 * sizes while unpacking, against zip bombs.
 */
export class XlsxPackage {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws WorkbookUnreadableError the file is not a complete ZIP file */
  static async open(bytes: Uint8Array): Promise<XlsxPackage> {
    return await withUserMessage(async () => {
      const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
      if (zip.entryCount > ENTRY_LIMIT) throw new WorkbookUnreadableError(TOO_LARGE);
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
      return new XlsxPackage(zip, entries);
    });
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** Parses a part chunk by chunk. @throws WorkbookUnreadableError the part is missing, too large or not XML */
  async walk(name: string, hooks: Hooks): Promise<void> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) throw new WorkbookUnreadableError(BROKEN);
    if (entry.uncompressedSize > PART_LIMIT) throw new WorkbookUnreadableError(TOO_LARGE);
    const parser = parserWith(hooks);
    await withUserMessage(async () => {
      const decoder = new StringDecoder('utf8');
      let tagless = 0;
      const chunks = await this.#zip.openReadStreamPromise(entry);
      for await (const chunk of chunks) {
        const text = decoder.write(chunk);
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
    const attribute = (requested: string) => {
      const value = Object.entries(attributes()).find(([written]) => local(written) === requested)?.[1];
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

/** Decodes _xHHHH_, the escape for characters that XML cannot contain (ECMA-376, 22.9.2.19). */
export function unescaped(text: string): string {
  return text
    .replaceAll(/_x([0-9a-fA-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\r\n', '\n');
}

/** Replaces the library's errors with one message for the user. */
async function withUserMessage<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WorkbookUnreadableError) throw error;
    throw new WorkbookUnreadableError(BROKEN, { cause: error });
  }
}
