import {
  AbstractSigner,
  type Provider,
  type Signer,
  type TransactionRequest,
  type TransactionResponse,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";

/** A signer that lets the demo's clock tick before each transaction: timestamps, and gas with them, repeat from run to run. */
export class ClockedSigner extends AbstractSigner {
  readonly #signer: Signer;
  readonly #tick: () => Promise<void>;

  constructor(signer: Signer, tick: () => Promise<void>) {
    super(signer.provider);
    this.#signer = signer;
    this.#tick = tick;
  }

  override getAddress(): Promise<string> {
    return this.#signer.getAddress();
  }

  override connect(provider: Provider | null): ClockedSigner {
    return new ClockedSigner(this.#signer.connect(provider), this.#tick);
  }

  override async sendTransaction(transaction: TransactionRequest): Promise<TransactionResponse> {
    await this.#tick();
    return this.#signer.sendTransaction(transaction);
  }

  override signTransaction(transaction: TransactionRequest): Promise<string> {
    return this.#signer.signTransaction(transaction);
  }

  override signMessage(message: string | Uint8Array): Promise<string> {
    return this.#signer.signMessage(message);
  }

  override signTypedData(
    domain: TypedDataDomain,
    types: Record<string, TypedDataField[]>,
    value: Record<string, unknown>,
  ): Promise<string> {
    return this.#signer.signTypedData(domain, types, value);
  }
}
