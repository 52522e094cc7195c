type Fields = Readonly<Record<string, unknown>>;

/**
 * The structured log of functions in which Powertools' Logger does not fit (infra/decisions/0011): one JSON object a
 * line, in the same fields.
 */
export class Log {
  #context: Fields = {};

  /** Begins an invocation: what was appended in the one before does not belong to it. */
  begin(context: Fields): void {
    this.#context = context;
  }

  /** Adds fields to every line of this invocation. */
  append(fields: Fields): void {
    this.#context = { ...this.#context, ...fields };
  }

  info(message: string, fields: Fields = {}): void {
    this.#write('INFO', message, fields);
  }

  warn(message: string, fields: Fields = {}): void {
    this.#write('WARN', message, fields);
  }

  /** Something that an engineer has to look at, with the error that it was. */
  error(message: string, error: unknown): void {
    this.#write('ERROR', message, { error: described(error) });
  }

  #write(level: string, message: string, fields: Fields): void {
    const service = process.env.POWERTOOLS_SERVICE_NAME;
    const line = { level, message, timestamp: new Date().toISOString(), service, ...this.#context, ...fields };
    // Past the console, which Lambda would wrap into an object of its own.
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

function described(error: unknown): Fields {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause === undefined ? {} : { cause: described(cause) }) };
}
