import { CONTEXT } from '../builders/lambda-context.ts';

// A process of its own, that has a bundled function handle one event and prints the answer. Whoever starts it may kill
// it at any moment.

const [file = '', event = ''] = process.argv.slice(2);
const { handler } = await import(file);
process.stdout.write(`\n${JSON.stringify(await handler(JSON.parse(event), CONTEXT))}`);
