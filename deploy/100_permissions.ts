import { Interface, type InterfaceAbi } from "ethers";
import { artifacts, deployScript } from "../rocketh/deploy.ts";
import { parameters } from "../rocketh/parameters.ts";
import { permissions, type RoleName, roleHolders, roles } from "../rocketh/permissions.ts";

/** Maps every restricted function to its role, grants the roles and delays the AccessManager's own acts on each contract. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    const manager = env.get<typeof artifacts.AccessManager.abi>("AccessManager");

    for (const [name, byRole] of Object.entries(permissions)) {
      const target = env.get(name);
      const abi = new Interface(target.abi as unknown as InterfaceAbi);
      for (const [role, functions] of Object.entries(byRole) as [RoleName, readonly string[]][]) {
        const missing: `0x${string}`[] = [];
        for (const functionName of functions) {
          const selector = abi.getFunction(functionName)!.selector as `0x${string}`;
          const args = [target.address, selector] as const;
          const actual = await env.read(manager, { functionName: "getTargetFunctionRole", args });
          if (actual !== roles[role]) missing.push(selector);
        }
        if (missing.length === 0) continue;
        const args = [target.address, missing, roles[role]] as const;
        await env.execute(manager, { account: deployer, functionName: "setTargetFunctionRole", args });
      }
      if (!(await hasAdminDelay(target.address))) {
        const args = [target.address, parameters.targetAdminDelaySeconds] as const;
        await env.execute(manager, { account: deployer, functionName: "setTargetAdminDelay", args });
      }
    }

    for (const role of Object.keys(roles) as RoleName[]) {
      for (const holder of roleHolders[role]) {
        const { address } = env.get(holder);
        const [isMember] = await env.read(manager, { functionName: "hasRole", args: [roles[role], address] });
        if (isMember) continue;
        await env.execute(manager, { account: deployer, functionName: "grantRole", args: [roles[role], address, 0] });
      }
    }

    /** The delay takes effect five days after it was set, so that its event tells more than its value. */
    async function hasAdminDelay(target: `0x${string}`): Promise<boolean> {
      const events = new Interface(artifacts.AccessManager.abi as unknown as InterfaceAbi);
      const topics = events.encodeFilterTopics("TargetAdminDelayUpdated", [target]) as `0x${string}`[];
      const filter = {
        address: manager.address,
        topics,
        fromBlock: manager.receipt?.blockNumber ?? "0x0",
        toBlock: "latest",
      } as const;
      const logs = await env.network.provider.request({ method: "eth_getLogs", params: [filter] });
      return logs.length > 0;
    }
  },
  { tags: ["permissions"], dependencies: ["governance", "scoring"] },
);
