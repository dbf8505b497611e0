import { computeDigests } from "./computeDigests.ts";

/** One of the two exists, and tells where this runs. */
declare const document: { readonly body: { textContent: string } } | undefined;
declare const navigator: { readonly userAgent: string };

// Bundled into one script that runs in any engine: a browser shows the line, anything else prints it.
const engine = typeof document === "undefined" ? `Node ${process.versions.node}` : navigator.userAgent;
const line = JSON.stringify({ engine, digests: computeDigests() });
if (typeof document === "undefined") console.log(line);
else document.body.textContent = line;
