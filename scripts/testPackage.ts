import { testPackage } from "../test/package/testPackage.ts";

process.exitCode = (await testPackage(console.log)) === 0 ? 0 : 1;
