import { generateSources } from "../packaging/npm/generateSources.ts";

await generateSources(new URL("../", import.meta.url));
