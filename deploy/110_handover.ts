import { type artifacts, deployScript } from "../rocketh/deploy.ts";

const ADMIN = 0n;

/** Leaves the timelock as the only admin, of the AccessManager and of itself. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    const manager = env.get<typeof artifacts.AccessManager.abi>("AccessManager");
    const timelock = env.get<typeof artifacts.TimelockController.abi>("TimelockController");

    const [isOwned] = await env.read(manager, { functionName: "hasRole", args: [ADMIN, timelock.address] });
    if (!isOwned) {
      const args = [ADMIN, timelock.address, 0] as const;
      await env.execute(manager, { account: deployer, functionName: "grantRole", args });
    }
    const [isAdmin] = await env.read(manager, { functionName: "hasRole", args: [ADMIN, deployer] });
    if (isAdmin)
      await env.execute(manager, { account: deployer, functionName: "renounceRole", args: [ADMIN, deployer] });

    const timelockAdmin = await env.read(timelock, { functionName: "DEFAULT_ADMIN_ROLE" });
    if (await env.read(timelock, { functionName: "hasRole", args: [timelockAdmin, deployer] })) {
      const args = [timelockAdmin, deployer] as const;
      await env.execute(timelock, { account: deployer, functionName: "renounceRole", args });
    }
  },
  { tags: ["handover"], dependencies: ["permissions"] },
);
