import { ACMClient, DescribeCertificateCommand, paginateListCertificates } from '@aws-sdk/client-acm';
import {
  ApiGatewayV2Client,
  NotFoundException as DomainNotFound,
  GetDomainNameCommand,
} from '@aws-sdk/client-apigatewayv2';
import { GetEmailIdentityCommand, NotFoundException as IdentityNotFound, SESv2Client } from '@aws-sdk/client-sesv2';
import { domainOf } from '../config.ts';
import { type AwsOptions, awsOf } from './aws-of-deployment.ts';
import { runCommandOf } from './command-refused.ts';
import { commandLineOf } from './deployment-argument.ts';
import { dkimZoneOf, domainRecords, linesOf, type MailIdentity, mailRecords, type OwnDomain } from './dns-records.ts';

// npm run dns -- <deployment>: the DNS records to publish, and which of them AWS has seen. Changes nothing.

await runCommandOf(async (args) => {
  const { deployment, file } = commandLineOf(args);
  const { name, region, mail, domain } = deployment;
  const aws = awsOf(deployment);
  const mailDomain = domainOf(mail.from);
  const identity = await mailIdentity(aws, mailDomain);
  console.log(`Records of ${name}, for the zone of ${mailDomain}:\n`);
  console.log(linesOf(mailRecords(mailDomain, identity, region)).join('\n'));
  if (domain !== undefined) {
    const own = { name: domain, target: await targetOf(aws, domain), validation: await validationOf(aws, domain) };
    console.log(`Records for the zone of ${domain}:\n`);
    console.log(linesOf(domainRecords(own)).join('\n'));
  }
  console.log(nextStep(file, mailDomain, identity?.isVerified ?? false, mail.verified));
});

async function mailIdentity(aws: AwsOptions, domain: string): Promise<MailIdentity | undefined> {
  try {
    const found = await new SESv2Client(aws).send(new GetEmailIdentityCommand({ EmailIdentity: domain }));
    const { DkimAttributes: dkim, MailFromAttributes: mailFrom } = found;
    return {
      isVerified: found.VerifiedForSendingStatus ?? false,
      dkim: {
        tokens: dkim?.Tokens ?? [],
        zone: dkim?.SigningHostedZone ?? dkimZoneOf(aws.region),
        isSeen: dkim?.Status === 'SUCCESS',
      },
      mailFrom: mailFrom?.MailFromDomain
        ? { domain: mailFrom.MailFromDomain, isSeen: mailFrom.MailFromDomainStatus === 'SUCCESS' }
        : undefined,
    };
  } catch (error) {
    if (error instanceof IdentityNotFound) return undefined;
    throw error;
  }
}

/** Where API Gateway answers for the domain. */
async function targetOf(aws: AwsOptions, domain: string): Promise<string | undefined> {
  try {
    const found = await new ApiGatewayV2Client(aws).send(new GetDomainNameCommand({ DomainName: domain }));
    return found.DomainNameConfigurations?.[0]?.ApiGatewayDomainName;
  } catch (error) {
    if (error instanceof DomainNotFound) return undefined;
    throw error;
  }
}

/** How the certificate of the domain is validated. */
async function validationOf(aws: AwsOptions, domain: string): Promise<OwnDomain['validation']> {
  const client = new ACMClient(aws);
  for await (const { CertificateSummaryList: page = [] } of paginateListCertificates({ client }, {})) {
    const summary = page.find(({ DomainName }) => DomainName === domain);
    if (summary === undefined) continue;
    const { Certificate: certificate } = await client.send(
      new DescribeCertificateCommand({ CertificateArn: summary.CertificateArn }),
    );
    const [option] = certificate?.DomainValidationOptions ?? [];
    const { Name: name, Value: value } = option?.ResourceRecord ?? {};
    if (name !== undefined && value !== undefined)
      return { name, value, isSeen: option?.ValidationStatus === 'SUCCESS' };
  }
  return undefined;
}

function nextStep(file: string, domain: string, isVerified: boolean, saysVerified: boolean): string {
  if (!isVerified) return `SES has not seen ${domain} yet; it looks for up to 72 hours. Run this again.`;
  return saysVerified
    ? `SES sends for ${domain}.`
    : `SES sends for ${domain}: write "verified": true below "mail" in ${file}, and deploy again.`;
}
