declare module 'asl-validator' {
  /** Checks a definition against the Amazon States Language; the package ships without types. */
  function validate(definition: unknown): { isValid: boolean; errorsText(): string };
  export = validate;
}
