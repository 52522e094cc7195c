declare module 'saxen' {
  /** Returns the undecoded attributes of an element. */
  type Attributes = () => Readonly<Record<string, string>>;
  type Decode = (text: string) => string;

  /** A push parser of XML; declares only what we use. */
  export class Parser {
    on(event: 'openTag', hook: (name: string, attributes: Attributes, decode: Decode) => void): this;
    on(event: 'closeTag', hook: (name: string) => void): this;
    on(event: 'text', hook: (text: string, decode: Decode) => void): this;
    on(event: 'cdata', hook: (text: string) => void): this;
    on(event: 'error', hook: (error: Error) => void): this;
    write(chunk: string): this;
    end(): this;
    stop(): void;
  }
}
