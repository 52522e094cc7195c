import { describe, expect, it } from 'vitest';
import { dkimZoneOf, domainRecords, linesOf, mailRecords } from '../../../infra/commands/dns-records.ts';

const JAKARTA = 'ap-southeast-3';
const DOMAIN = 'tuntas.example.go.id';
const identity = {
  isVerified: false,
  dkim: { tokens: ['abc', 'def', 'ghi'], zone: dkimZoneOf(JAKARTA), isSeen: true },
  mailFrom: { domain: `surat.${DOMAIN}`, isSeen: false },
};

/** Name, type and value of every record. */
const records = (groups: ReturnType<typeof mailRecords>) =>
  groups.flatMap((group) => group.records.map(({ name, type, value, isSeen }) => [name, type, value, isSeen]));

describe('the records for mail', () => {
  it('are three of DKIM, two of MAIL FROM, and DMARC', () => {
    expect(records(mailRecords(DOMAIN, identity, JAKARTA))).toEqual([
      ['abc._domainkey.tuntas.example.go.id', 'CNAME', 'abc.dkim.ap-southeast-3.amazonses.com', true],
      ['def._domainkey.tuntas.example.go.id', 'CNAME', 'def.dkim.ap-southeast-3.amazonses.com', true],
      ['ghi._domainkey.tuntas.example.go.id', 'CNAME', 'ghi.dkim.ap-southeast-3.amazonses.com', true],
      ['surat.tuntas.example.go.id', 'MX', '10 feedback-smtp.ap-southeast-3.amazonses.com', false],
      ['surat.tuntas.example.go.id', 'TXT', '"v=spf1 include:amazonses.com ~all"', undefined],
      ['_dmarc.tuntas.example.go.id', 'TXT', '"v=DMARC1; p=none"', undefined],
    ]);
  });

  it('have no MAIL FROM where the identity has none', () => {
    const types = records(mailRecords(DOMAIN, { ...identity, mailFrom: undefined }, JAKARTA)).map(([, type]) => type);
    expect(types).toEqual(['CNAME', 'CNAME', 'CNAME', 'TXT']);
  });

  it('begin with what to do where SES has no identity', () => {
    const [first] = mailRecords(DOMAIN, undefined, JAKARTA);
    expect(first).toMatchObject({ records: [], note: expect.stringContaining('deploy first') });
  });

  it.each([
    ['ap-southeast-3', 'dkim.ap-southeast-3.amazonses.com'],
    ['ap-southeast-1', 'dkim.amazonses.com'],
  ])('of DKIM lead in %s to %s', (region, zone) => {
    expect(dkimZoneOf(region)).toBe(zone);
  });
});

describe('the records for the own domain', () => {
  it('are the validation of the certificate and the address of API Gateway', () => {
    const validation = { name: '_x.tuntas.example.go.id.', value: '_y.acm-validations.aws.', isSeen: true };
    expect(records(domainRecords({ name: DOMAIN, target: 'd-1.execute-api.amazonaws.com', validation }))).toEqual([
      ['_x.tuntas.example.go.id.', 'CNAME', '_y.acm-validations.aws.', true],
      ['tuntas.example.go.id', 'CNAME', 'd-1.execute-api.amazonaws.com', undefined],
    ]);
  });

  it('are announced before they are there', () => {
    const groups = domainRecords({ name: DOMAIN, target: undefined, validation: undefined });
    expect(groups.map(({ records: none, note }) => [none.length, note])).toEqual([
      [0, expect.stringContaining('while cdk deploy waits')],
      [0, expect.stringContaining('once the certificate is valid')],
    ]);
  });
});

it('a record is a line that ends with whether AWS has seen it', () => {
  const lines = linesOf(mailRecords(DOMAIN, identity, JAKARTA));
  expect(lines.filter((line) => line.startsWith('  ')).map((line) => line.replace(/^.* {2}(?=\S)/, ''))).toEqual([
    'seen',
    'seen',
    'seen',
    'not seen yet',
    'AWS does not look',
    'AWS does not look',
    'Keep the record that you have, if you have one. Later, p=quarantine.',
  ]);
});
