/** A transaction that says everything. */
export const completeRequest = {
  type: 2,
  chainId: 31337n,
  nonce: 0,
  to: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  data: `0x${"ab".repeat(100)}`,
  value: 0n,
  gasLimit: 100_000n,
  maxFeePerGas: 30_000_000_000n,
  maxPriorityFeePerGas: 1_000_000_000n,
};
