import { Logger } from '@aws-lambda-powertools/logger';

/** The structured log. Log ids, versions and outcomes only: no names, email addresses or texts of people. */
export const logger = new Logger();
