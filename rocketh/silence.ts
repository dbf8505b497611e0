import { setupLogger } from "named-logs-console";

/** Deploys without a word on the console: for tests and programs with an output of their own. */
export function silenceDeployments(): void {
  setupLogger(["rocketh", "@rocketh/node", "@rocketh/deploy", "@rocketh/read-execute"], { enabled: false, level: 0 });
}
