import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const office = z.looseObject({
  officeId: z.string(),
  name: z.string(),
  email: z.string(),
  escalatesTo: z.string().nullable(),
});
const forum = z.looseObject({
  forumId: z.string(),
  name: z.string(),
  region: z.string(),
  date: z.string(),
  datePrecision: z.string(),
  secretariatOffices: z.array(z.string()).min(1),
});
const text = z.object({ id: z.string(), en: z.string().optional() });
const commitment = z.object({
  forumId: z.string(),
  slug: z.string(),
  category: z.string(),
  statement: text,
  basis: z.string(),
  ownerOffice: z.string(),
  coOwners: z.array(z.string()),
  verifierOffice: z.string(),
  criterion: z.object({
    evidence: text.optional(),
    target: z.object({ comparator: z.string(), value: z.number(), unit: text }).optional(),
  }),
});

const reading = z.looseObject({ region: z.string(), indicator: z.string(), asOf: z.string() });

/** An office in the form of the API. */
export type ExampleOffice = z.infer<typeof office>;
/** A forum in the form of the API; its id is used in the files only. */
export type ExampleForum = z.infer<typeof forum>;
/** A commitment with the details of its assignment; `slug` identifies it within its forum. */
export type ExampleCommitment = z.infer<typeof commitment>;

/** A reading of an indicator in the form of the API, and its region. */
export type ExampleReading = z.infer<typeof reading>;

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'examples', `${name}.json`), 'utf8'));

/** The offices, forums, commitments and indicator readings in infra/local/examples. */
export function readExamples() {
  return {
    offices: z.object({ offices: z.array(office) }).parse(read('offices')).offices,
    forums: z.object({ forums: z.array(forum) }).parse(read('forums')).forums,
    commitments: z.object({ commitments: z.array(commitment) }).parse(read('commitments')).commitments,
    readings: z.object({ readings: z.array(reading) }).parse(read('readings')).readings,
  };
}
