import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { LogKeeping } from '../config.ts';

/** A log with the retention of the deployment. Where data is kept it outlives its stack. */
export class Log extends LogGroup {
  constructor(scope: Construct, id: string, { logDays, keepsData }: LogKeeping) {
    super(scope, id, {
      retention: logDays,
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
