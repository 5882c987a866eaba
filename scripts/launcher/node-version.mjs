// Imported first: an older Node would fail later with a syntax error.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Folio needs Node 20.19 or later, and this is ${process.version}.`);
  console.error('Install a newer one (https://nodejs.org) and run the same command again.');
  process.exit(1);
}
