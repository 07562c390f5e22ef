// Ends the servers of start.mjs.

/** Jest calls this once, after all files. */
async function stop() {
  await globalThis.integrationScope?.close();
}

export default stop; // Jest asks for a default export
