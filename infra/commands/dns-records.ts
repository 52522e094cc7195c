/** A record for the zone of the deployer, and what AWS knows of it. */
export interface DnsRecord {
  readonly name: string;
  readonly type: 'CNAME' | 'MX' | 'TXT';
  readonly value: string;
  /** Whether AWS has seen it; undefined where AWS never looks. */
  readonly isSeen: boolean | undefined;
}

/** Records with a common purpose. */
export interface RecordGroup {
  readonly purpose: string;
  readonly records: readonly DnsRecord[];
  /** What to know, or what to do first if there are no records. */
  readonly note?: string | undefined;
}

/** An identity as SES describes it. */
export interface MailIdentity {
  readonly isVerified: boolean;
  readonly dkim: { readonly tokens: readonly string[]; readonly zone: string; readonly isSeen: boolean };
  /** The domain of the envelope's sender. */
  readonly mailFrom?: { readonly domain: string; readonly isSeen: boolean } | undefined;
}

/** The own domain of the API and the pages, as far as AWS has it. */
export interface OwnDomain {
  readonly name: string;
  /** Where API Gateway answers for the domain; undefined until the domain is made. */
  readonly target: string | undefined;
  /** The record by which the certificate is validated; undefined until it is asked for. */
  readonly validation: { readonly name: string; readonly value: string; readonly isSeen: boolean } | undefined;
}

/** What to publish so that letters are signed, bounces come back, and receivers know what to think of forgeries. */
export function mailRecords(domain: string, identity: MailIdentity | undefined, region: string): RecordGroup[] {
  const dmarc: RecordGroup = {
    purpose: 'DMARC: what receivers do with letters that only pretend to be yours',
    records: [{ name: `_dmarc.${domain}`, type: 'TXT', value: '"v=DMARC1; p=none"', isSeen: undefined }],
    note: 'Keep the record that you have, if you have one. Later, p=quarantine.',
  };
  if (identity === undefined)
    return [{ purpose: DKIM, records: [], note: `SES has no identity ${domain}: deploy first.` }, dmarc];
  const { dkim, mailFrom } = identity;
  const groups: RecordGroup[] = [
    {
      purpose: DKIM,
      records: dkim.tokens.map((token) => ({
        name: `${token}._domainkey.${domain}`,
        type: 'CNAME',
        value: `${token}.${dkim.zone}`,
        isSeen: dkim.isSeen,
      })),
      note: dkim.tokens.length === 0 ? 'SES names no records (the local engine never does).' : undefined,
    },
  ];
  if (mailFrom !== undefined) {
    const { isSeen, domain: name } = mailFrom;
    groups.push({
      purpose: 'MAIL FROM: bounces come back to SES, and SPF is yours',
      records: [
        { name, type: 'MX', value: `10 feedback-smtp.${region}.amazonses.com`, isSeen },
        { name, type: 'TXT', value: '"v=spf1 include:amazonses.com ~all"', isSeen: undefined },
      ],
    });
  }
  return [...groups, dmarc];
}

/** What to publish for the own domain: the certificate first, without which its deployment waits. */
export function domainRecords({ name, target, validation }: OwnDomain): RecordGroup[] {
  return [
    {
      purpose: 'Certificate: shows that the domain is yours. cdk deploy waits until it is seen',
      records: validation === undefined ? [] : [{ ...validation, type: 'CNAME' }],
      note:
        validation === undefined
          ? 'Not asked for yet: ask again while cdk deploy waits at the certificate.'
          : undefined,
    },
    {
      purpose: 'Own domain: leads to API Gateway',
      records: target === undefined ? [] : [{ name, type: 'CNAME', value: target, isSeen: undefined }],
      note: target === undefined ? 'Not there yet: it is made once the certificate is valid.' : undefined,
    },
  ];
}

/** The lines for the terminal: a record in each, its state at the end. */
export function linesOf(groups: readonly RecordGroup[]): string[] {
  const all = groups.flatMap(({ records }) => records);
  const width = (of: (record: DnsRecord) => string) => Math.max(0, ...all.map((record) => of(record).length));
  const names = width(({ name }) => name);
  const values = width(({ value }) => value);
  return groups.flatMap(({ purpose, records, note }) => [
    purpose,
    ...records.map(
      (record) =>
        `  ${record.name.padEnd(names)}  ${record.type.padEnd(5)}  ${record.value.padEnd(values)}  ${stateOf(record)}`,
    ),
    ...(note === undefined ? [] : [`  ${note}`]),
    '',
  ]);
}

/** Regions whose DKIM records lead to a zone of their own (AWS General Reference, "Amazon SES endpoints and quotas"). */
const OWN_DKIM_ZONE = new Set([
  ...['af-south-1', 'ap-northeast-3', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-5', 'ca-west-1'],
  ...['eu-central-2', 'eu-south-1', 'il-central-1', 'me-central-1'],
]);

/** The zone of DKIM records, where the answer of SES does not name it. */
export function dkimZoneOf(region: string): string {
  return OWN_DKIM_ZONE.has(region) ? `dkim.${region}.amazonses.com` : 'dkim.amazonses.com';
}

const DKIM = 'DKIM: receivers trust the letters';

function stateOf({ isSeen }: DnsRecord): string {
  if (isSeen === undefined) return 'AWS does not look';
  return isSeen ? 'seen' : 'not seen yet';
}
