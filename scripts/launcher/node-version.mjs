// Imported first: another Node would fail later with a syntax error or a missing function.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;

if (!isSupported) {
  console.error(
    `Folio needs Node 20.19 or later, 22.12 or later, or 24, and this is ${process.version}.`,
  );
  console.error('Install one of them (https://nodejs.org) and run the same command again.');
  process.exit(1);
}
