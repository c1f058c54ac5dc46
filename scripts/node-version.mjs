// Runs before `npm start` and `npm test`, as plain JavaScript, so that an old Node gets a sentence rather than a syntax error.
const wanted = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < wanted) {
  console.error(
    `Granica needs Node ${wanted} or newer and found ${process.versions.node}. ` +
      'On Linux (x64, arm64) and Windows (x64) `npm ci` brings it along, unless optional packages were left out; ' +
      'elsewhere install it from nodejs.org, then try again.',
  );
  process.exit(1);
}
