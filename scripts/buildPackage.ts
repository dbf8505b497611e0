import { buildPackage } from "../packaging/npm/buildPackage.ts";

await buildPackage(new URL("../", import.meta.url));
