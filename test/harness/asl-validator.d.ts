declare module 'asl-validator' {
  /** The package ships without types. */
  function validate(definition: unknown): { isValid: boolean; errorsText(): string };
  export = validate;
}
