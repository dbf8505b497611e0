import type { RpcRequest, RpcResponse } from "./startFaultProxy.ts";

type Forward = (calls: readonly RpcRequest[]) => Promise<RpcResponse[]>;

const BLOCKS = ["eth_getBlockByNumber", "eth_getBlockByHash"];
const MINED = ["eth_getTransactionReceipt", "eth_getTransactionByHash"];
const HEADER_NOT_FOUND = { code: -32_000, message: "header not found" };

/** What a node would answer that is `behind` blocks behind the one that is asked; `isOlder` when that makes a difference. */
export async function askAsOf(
  forward: Forward,
  call: RpcRequest,
  behind: number,
): Promise<{ response: RpcResponse; isOlder: boolean }> {
  const { id, method, params } = call;
  const ask = async (name: string, ...given: unknown[]): Promise<unknown> =>
    (await forward([{ id: 0, method: name, params: given }]))[0]?.result;
  const head = Math.max(0, Number(await ask("eth_blockNumber")) - behind);
  const oldest = `0x${head.toString(16)}`;
  if (method === "eth_blockNumber") return { response: { id, result: oldest }, isOlder: behind > 0 };

  const isNewer = (block: unknown) => typeof block === "string" && block.startsWith("0x") && Number(block) > head;
  let isOlder = false;
  const aged: unknown[] = [];
  for (const param of params) {
    if (param === "latest" || param === "pending") {
      isOlder = true;
      aged.push(oldest);
    } else if (isBlockHash(param)) {
      const block = (await ask("eth_getBlockByHash", param.blockHash, false)) as { number: string } | null;
      if (isNewer(block?.number)) return { response: { id, error: HEADER_NOT_FOUND }, isOlder: true };
      aged.push(param);
    } else if (method === "eth_getLogs") {
      const { fromBlock, toBlock = "latest" } = param as { readonly fromBlock?: unknown; readonly toBlock?: unknown };
      if (isNewer(fromBlock)) return { response: { id, result: [] }, isOlder: true };
      const isCapped = toBlock === "latest" || isNewer(toBlock);
      isOlder ||= isCapped;
      aged.push(isCapped ? { ...(param as object), toBlock: oldest } : param);
    } else {
      aged.push(param);
    }
  }
  const [response] = await forward([{ id, method, params: aged }]);
  const result = response!.result as { number?: unknown; blockNumber?: unknown } | null | undefined;
  const isFuture =
    (BLOCKS.includes(method) && isNewer(result?.number)) || (MINED.includes(method) && isNewer(result?.blockNumber));
  return isFuture ? { response: { id, result: null }, isOlder: true } : { response: response!, isOlder };
}

/** A block as EIP-1898, and a filter of one block, name it. */
function isBlockHash(param: unknown): param is { readonly blockHash: string } {
  return typeof param === "object" && param !== null && "blockHash" in param;
}
