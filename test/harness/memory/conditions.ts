import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Attributes = Readonly<Record<string, AttributeValue>>;

/** The values of `#name` and `:value` in an expression. */
export interface Placeholders {
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Attributes | undefined;
}

/** DynamoDB's error for a malformed request. */
export class ValidationException extends Error {
  override readonly name = 'ValidationException';
}

const TOKEN = /\s*(?:(<>|<=|>=|[=<>(),])|([#:]?[A-Za-z_]\w*))/y;

/** Splits an expression into tokens. @throws ValidationException */
export function tokensOf(expression: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const [, sign, word] = TOKEN.exec(expression) ?? [];
    const token = sign ?? word;
    if (token === undefined) throw new ValidationException(`no token at ${at} of: ${expression}`);
    tokens.push(token);
  }
  return tokens;
}

/**
 * Evaluates the expressions that the product uses: comparisons, attribute_exists, attribute_not_exists, begins_with and
 * BETWEEN, joined by AND, OR and brackets. It refuses any other form and, as DynamoDB does, an unused placeholder.
 */
export class Expressions {
  readonly #placeholders: Placeholders;
  readonly #used = new Set<string>();
  constructor(placeholders: Placeholders) {
    this.#placeholders = placeholders;
  }

  /** Evaluates a condition on an item, or on no item. */
  holds(expression: string, item: Attributes | undefined): boolean {
    const tokens = tokensOf(expression);
    const result = this.#either(tokens, item ?? {});
    if (tokens.length > 0) throw new ValidationException(`not understood from ${tokens.join(' ')}: ${expression}`);
    return result;
  }

  name(token: string): string {
    if (!token.startsWith('#')) return token;
    this.#used.add(token);
    const name = this.#placeholders.names?.[token];
    if (name === undefined) throw new ValidationException(`${token} is not defined`);
    return name;
  }

  value(token: string): AttributeValue {
    this.#used.add(token);
    const value = this.#placeholders.values?.[token];
    if (value === undefined) throw new ValidationException(`${token} is not defined`);
    return value;
  }

  /** Call this after all expressions of a request. @throws ValidationException */
  checkAllUsed(): void {
    const given = [...Object.keys(this.#placeholders.names ?? {}), ...Object.keys(this.#placeholders.values ?? {})];
    const unused = given.filter((token) => !this.#used.has(token));
    if (unused.length > 0) throw new ValidationException(`not used in any expression: ${unused.join(', ')}`);
  }

  // Evaluates both sides even if the result is known, to count their placeholders as used.
  #either(tokens: string[], item: Attributes): boolean {
    let result = this.#both(tokens, item);
    while (tokens[0] === 'OR') {
      tokens.shift();
      result = this.#both(tokens, item) || result;
    }
    return result;
  }

  #both(tokens: string[], item: Attributes): boolean {
    let result = this.#single(tokens, item);
    while (tokens[0] === 'AND') {
      tokens.shift();
      result = this.#single(tokens, item) && result;
    }
    return result;
  }

  #single(tokens: string[], item: Attributes): boolean {
    const token = take(tokens);
    if (token === '(') {
      const result = this.#either(tokens, item);
      take(tokens, ')');
      return result;
    }
    if (token === 'attribute_exists' || token === 'attribute_not_exists') {
      take(tokens, '(');
      const isThere = item[this.name(take(tokens))] !== undefined;
      take(tokens, ')');
      return isThere === (token === 'attribute_exists');
    }
    if (token === 'begins_with') {
      take(tokens, '(');
      const subject = item[this.name(take(tokens))]?.S;
      take(tokens, ',');
      const prefix = this.value(take(tokens)).S;
      take(tokens, ')');
      return subject !== undefined && prefix !== undefined && subject.startsWith(prefix);
    }
    return this.#comparison(this.name(token), tokens, item);
  }

  #comparison(path: string, tokens: string[], item: Attributes): boolean {
    const sign = take(tokens);
    const order = orderOf(item[path], this.value(take(tokens)));
    if (sign === 'BETWEEN') {
      take(tokens, 'AND');
      const upper = orderOf(item[path], this.value(take(tokens)));
      return order !== undefined && upper !== undefined && order >= 0 && upper <= 0;
    }
    switch (sign) {
      case '=':
        return order === 0;
      case '<>':
        return order !== 0;
      case '<':
        return order !== undefined && order < 0;
      case '<=':
        return order !== undefined && order <= 0;
      case '>':
        return order !== undefined && order > 0;
      case '>=':
        return order !== undefined && order >= 0;
      default:
        throw new ValidationException(`not understood: ${path} ${sign}`);
    }
  }
}

function take(tokens: string[], expected?: string): string {
  const token = tokens.shift();
  if (token === undefined || (expected !== undefined && token !== expected)) {
    throw new ValidationException(`${expected ?? 'more'} is expected where ${token ?? 'the expression ends'}`);
  }
  return token;
}

/** The order of two texts or two numbers; undefined for other values. */
export function orderOf(left: AttributeValue | undefined, right: AttributeValue | undefined): number | undefined {
  if (left?.N !== undefined && right?.N !== undefined) return Number(left.N) - Number(right.N);
  // DynamoDB sorts by UTF-8 bytes.
  if (left?.S !== undefined && right?.S !== undefined) return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S));
  return undefined;
}
