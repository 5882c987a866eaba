// Loads one URL and prints the result as JSON: load.mjs URL CONNECTIONS SECONDS
import autocannon from 'autocannon';

const [url, connections, duration] = process.argv.slice(2);
const result = await autocannon({
  url,
  connections: Number(connections),
  duration: Number(duration),
  // As a browser does.
  headers: { 'accept-encoding': 'gzip, br' },
});
console.log(JSON.stringify(result));
