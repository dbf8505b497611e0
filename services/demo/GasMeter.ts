import type { ContractTransactionReceipt } from "ethers";

/** Collects the gas of calls by function name. */
export class GasMeter {
  #calls = new Map<string, number[]>();

  /** Notes one mined transaction. */
  readonly add = (functionName: string, receipt: ContractTransactionReceipt): void => {
    const calls = this.#calls.get(functionName) ?? [];
    calls.push(Number(receipt.gasUsed));
    this.#calls.set(functionName, calls);
  };

  /** Mean gas of one call by function, in order of first use, since the last time it was asked. */
  take(): Record<string, number> {
    const means = [...this.#calls].map(
      ([name, calls]) => [name, Math.round(calls.reduce((sum, gas) => sum + gas, 0) / calls.length)] as const,
    );
    this.#calls = new Map();
    return Object.fromEntries(means);
  }
}
