/**
 * List prices in US dollars for US East (N. Virginia), first tier, without free tiers, as of 1 August 2025. Each stands on
 * the page of its name under aws.amazon.com; those of Step Functions and DynamoDB were compared with a copy of their
 * page, the others have yet to be. Other regions may list other prices: before budgeting for Jakarta
 * (ap-southeast-3), put its prices here.
 */
export const PRICES = {
  /** AWS Step Functions pricing, Standard Workflows: 0.025 per 1,000. */
  stateTransition: 0.025 / 1_000,
  /** Amazon DynamoDB pricing, on-demand capacity, standard table class; halved on 1 November 2024. */
  writeUnit: 0.625 / 1_000_000,
  readUnit: 0.125 / 1_000_000,
  /** AWS Lambda pricing. */
  invocation: 0.2 / 1_000_000,
  /** AWS Lambda pricing, Arm, first 7.5 billion GB-seconds of a month; initialization counts since 1 August 2025. */
  gigabyteSecond: 0.0000133334,
  /** Amazon API Gateway pricing, HTTP APIs, first 300 million requests of a month, up to 512 KB each. */
  httpRequest: 1 / 1_000_000,
  /** Amazon SES pricing, outbound, without attachments: 0.10 per 1,000. */
  mail: 0.1 / 1_000,
  /** Amazon CloudWatch pricing, logs, standard class, ingested; Lambda's first 10 TB of a month the same. */
  logGigabyte: 0.5,
} as const;
