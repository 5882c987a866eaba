// Loads one URL and prints the result as JSON: load.mjs URL CONNECTIONS SECONDS [anew]
// anew: each request with a parameter that the shop ignores and has not seen before.
import autocannon from 'autocannon';

const [url, connections, duration, anew] = process.argv.slice(2);
const result = await autocannon({
  url: anew ? `${url}${url.includes('?') ? '&' : '?'}request=[<id>]` : url,
  idReplacement: anew !== undefined,
  connections: Number(connections),
  duration: Number(duration),
  // As a browser does.
  headers: { 'accept-encoding': 'gzip, br' },
});
console.log(JSON.stringify(result));
