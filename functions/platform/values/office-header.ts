/** The request header that names the office to act for. */
export const OFFICE_HEADER = 'Tuntas-Office';
