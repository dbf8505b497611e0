/**
 * Hash of a node's block 0, which tells one development chain from the next.
 * @throws Error when the node does not answer, saying which.
 */
export async function genesisOf(rpc: string): Promise<string> {
  try {
    const response = await fetch(rpc, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_getBlockByNumber", params: ["0x0", false] }),
    });
    const { result } = (await response.json()) as { readonly result: { readonly hash: string } };
    return result.hash;
  } catch (cause) {
    throw new Error(`No node answers at ${new URL(rpc).host}: start one, or set COMMONWEIGHTS_RPC_URL.`, { cause });
  }
}
