/**
 * Stands in bundles for the cache of DynamoDB's endpoint discovery, which no function switches on: the client makes one
 * all the same, and the package behind it weighs 8 KB in each.
 */
export class EndpointCache {}
