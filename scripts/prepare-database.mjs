// Runs after `npm ci`, as plain JavaScript because Node may be an old one there: makes the files of an empty embedded
// database, which the first start then only copies. Without them it makes them itself, some seconds later.
if (Number(process.versions.node.split('.')[0]) >= 24) {
  try {
    const { prepareClusterImage } = await import('../src/database/cluster-image.ts');
    await prepareClusterImage();
  } catch (error) {
    console.warn(`The embedded database was not prepared; the first start will do it. (${error})`);
  }
}
