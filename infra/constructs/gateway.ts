import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as gateway from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import type { Deployment, LogKeeping } from '../config.ts';
import { Log } from './log.ts';

/** The HTTP API and its address. The service adds the routes (http-api.ts). */
export class Gateway extends Construct {
  /** Id of the API. */
  readonly id: string;
  /** Address of the API, without a trailing slash: the own domain, or the one that API Gateway gives. */
  readonly url: string;
  /** Where the own domain points to (CNAME); undefined without one. */
  readonly domainTarget: string | undefined;

  constructor(scope: Construct, id: string, deployment: LogKeeping & Pick<Deployment, 'domain' | 'mail' | 'throttle'>) {
    super(scope, id);
    const { domain, keepsData, mail, throttle } = deployment;
    const api = new gateway.HttpApi(this, 'Gateway', { createDefaultStage: false });
    const stage = api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
      accessLogSettings: {
        destination: new gateway.LogGroupLogDestination(new Log(this, 'AccessLog', deployment)),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG_FIELDS)),
      },
    });
    if (keepsData) api.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.id = api.apiId;
    if (domain === undefined || !mail.verified) {
      // The API's own name for itself, which on the local engine has another host and a port.
      this.url = api.apiEndpoint;
      return;
    }
    // The address that API Gateway gives stays open: older letters lead to it.
    const own = new gateway.DomainName(this, 'Domain', {
      domainName: domain,
      // CloudFormation waits until the record that ACM asks for is published.
      certificate: new Certificate(this, 'Certificate', {
        domainName: domain,
        validation: CertificateValidation.fromDns(),
      }),
    });
    new gateway.ApiMapping(this, 'Mapping', { api, domainName: own, stage });
    this.url = `https://${domain}`;
    this.domainTarget = own.regionalDomainName;
  }
}

/** The route's pattern, not its path; neither the caller's address nor a claim: the log holds no personal data. */
const ACCESS_LOG_FIELDS = {
  requestId: '$context.requestId',
  at: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  gatewayError: '$context.error.responseType',
  integrationError: '$context.integrationErrorMessage',
};
