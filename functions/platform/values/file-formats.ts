/** The formats of files, in both directions, by their content types. */
export const CONTENT_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export const FORMATS = ['csv', 'xlsx'] as const;

/** The most rows that are imported at once, the heading aside. */
export const ROW_LIMIT = 20_000;
