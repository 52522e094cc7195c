import { CONTEXT } from '../builders/lambda-context.ts';

// Runs as a separate process, which a test may kill: invokes a bundled function with one event and prints the answer.

const [file = '', event = ''] = process.argv.slice(2);
const { handler } = await import(file);
process.stdout.write(`\n${JSON.stringify(await handler(JSON.parse(event), CONTEXT))}`);
