import { releaseVersion } from "../packaging/npm/releaseVersion.ts";

console.log(`Version ${await releaseVersion(new URL("../", import.meta.url))} is ready to be committed and published.`);
