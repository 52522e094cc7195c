import { GetConfigurationSetEventDestinationsCommand, ListConfigurationSetsCommand } from '@aws-sdk/client-sesv2';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { ACCOUNT, REGION, SECRET } from '../../infra/local/engine.ts';
import { ses } from './aws.ts';
import { stacks } from './under-test.ts';

/** The topic and event types of the SES configuration set. */
export async function eventDestination() {
  const { ConfigurationSets: [ConfigurationSetName] = [] } = await ses.send(new ListConfigurationSetsCommand({}));
  const { EventDestinations: [destination] = [] } = await ses.send(
    new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName }),
  );
  const topic = destination?.SnsDestination?.TopicArn;
  if (topic === undefined) throw new Error(`${ConfigurationSetName} has no SNS destination`);
  return { configurationSet: ConfigurationSetName, topic, types: destination?.MatchingEventTypes ?? [] };
}

/** Publishes to a topic, as SES does. Signed here, because no other code needs an SNS client. */
export async function publish(topic: string, message: object): Promise<void> {
  const url = new URL(stacks().engineUrl);
  const signer = new SignatureV4({
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: SECRET },
    region: REGION,
    service: 'sns',
    sha256: Sha256,
  });
  const fields = { Action: 'Publish', Version: '2010-03-31', TopicArn: topic, Message: JSON.stringify(message) };
  const { headers, body } = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.host,
    path: '/',
    query: {},
    headers: { host: url.host, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  const answer = await fetch(url, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}
