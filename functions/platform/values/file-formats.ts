/** File formats for import and export, with their content types. */
export const CONTENT_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export const FORMATS = ['csv', 'xlsx'] as const;

/** The most rows of an import, without the heading. */
export const ROW_LIMIT = 20_000;
