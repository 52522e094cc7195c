/**
 * List prices in US dollars for US East (N. Virginia), first tier, without free tiers, as of 1 August 2025, from the
 * named pages under aws.amazon.com. Only those of Step Functions and DynamoDB were checked against a copy of their page.
 * Other regions may have other prices: before budgeting for Jakarta (ap-southeast-3), put its prices here.
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
