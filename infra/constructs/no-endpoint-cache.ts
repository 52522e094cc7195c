/**
 * Replaces the cache of DynamoDB's endpoint discovery in bundles. No function enables endpoint discovery, but the client
 * creates the cache all the same, and its package adds 8 KB to each bundle.
 */
export class EndpointCache {}
