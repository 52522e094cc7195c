export interface EventSubject {
  readonly letterId: string;
  readonly messageId: string;
  readonly destination: readonly string[];
  /** The time of the mail and of the event. */
  readonly at: string;
}

/**
 * Notifications as SES publishes them, field by field.
 * Source: Amazon SES Developer Guide, "Examples of event data that Amazon SES publishes to Amazon SNS".
 */
export const SES_EVENTS = {
  Send: (about: EventSubject) => ({ eventType: 'Send', mail: mailOf(about), send: {} }),

  Delivery: (about: EventSubject) => ({
    eventType: 'Delivery',
    mail: mailOf(about),
    delivery: {
      timestamp: about.at,
      processingTimeMillis: 11_893,
      recipients: about.destination,
      smtpResponse: '250 2.6.0 Message received',
      remoteMtaIp: '203.0.113.5',
      reportingMTA: 'mta.example.com',
    },
  }),

  Reject: (about: EventSubject) => ({ eventType: 'Reject', mail: mailOf(about), reject: { reason: 'Bad content' } }),

  Bounce: (about: EventSubject, addresses = about.destination, bounceType = 'Permanent') => ({
    eventType: 'Bounce',
    bounce: {
      bounceType,
      bounceSubType: 'General',
      bouncedRecipients: addresses.map((emailAddress) => ({
        emailAddress,
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1 user unknown',
      })),
      timestamp: about.at,
      feedbackId: '0100017c0a3ccd53-e6ae7e75-000000',
      reportingMTA: 'dsn; mta.example.com',
    },
    mail: mailOf(about),
  }),

  Complaint: (about: EventSubject, addresses = about.destination) => ({
    eventType: 'Complaint',
    complaint: {
      complainedRecipients: addresses.map((emailAddress) => ({ emailAddress })),
      timestamp: about.at,
      feedbackId: '0100017c0a3ccd53-e6ae7e75-000000',
      userAgent: 'Amazon SES Mailbox Simulator',
      complaintFeedbackType: 'abuse',
      arrivalDate: about.at,
    },
    mail: mailOf(about),
  }),

  // A type that is ignored.
  Open: (about: EventSubject) => ({ eventType: 'Open', mail: mailOf(about), open: { timestamp: about.at } }),
} as const;

function mailOf({ letterId, messageId, destination, at }: EventSubject) {
  return {
    timestamp: at,
    source: 'tuntas@example.org',
    sourceArn: 'arn:aws:ses:ap-southeast-3:123456789012:identity/example.org',
    sendingAccountId: '123456789012',
    messageId,
    destination,
    headersTruncated: false,
    headers: [{ name: 'From', value: 'tuntas@example.org' }],
    commonHeaders: { from: ['tuntas@example.org'], to: destination, messageId, subject: '[Tuntas] ...' },
    tags: {
      'ses:operation': ['SendEmail'],
      'ses:configuration-set': ['letters'],
      'ses:from-domain': ['example.org'],
      letter: [letterId],
    },
  };
}

/** The Lambda event of an SNS notification. */
export function notificationOf(message: unknown) {
  return {
    Records: [
      {
        EventVersion: '1.0',
        EventSource: 'aws:sns',
        Sns: { Type: 'Notification', Message: typeof message === 'string' ? message : JSON.stringify(message) },
      },
    ],
  };
}
