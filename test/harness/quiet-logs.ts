// The functions write their log and metrics straight to the standard streams, where they would bury what a test run says.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array, ...rest: never[]) =>
    typeof chunk === 'string' && chunk.startsWith('{"') ? true : write(chunk, ...rest);
}

// Metrics without a namespace are warned of at each line.
process.env.POWERTOOLS_METRICS_NAMESPACE ??= 'Tests';
