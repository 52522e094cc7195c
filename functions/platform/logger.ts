import { Logger } from '@aws-lambda-powertools/logger';

/** The structured log of every function. Ids, versions and outcomes go in; names, addresses and texts of people never do. */
export const logger = new Logger();
