/**
 * Refuses to run on a Node.js that the dependencies do not support. Imported for its effect, ahead of
 * everything else: on an older runtime the later imports would fail with a stack trace instead of a reason.
 */
const REQUIRED = [24, 9] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < REQUIRED[0] || (major === REQUIRED[0] && minor < REQUIRED[1])) {
  console.error(
    `streaming-llm-api needs Node.js ${REQUIRED.join('.')} or newer, and this is ${process.versions.node}. ` +
      'Start it with "npm start", which uses the runtime pinned in package.json, or install a newer Node.js.',
  );
  process.exit(1);
}
