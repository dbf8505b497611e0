import type { Remedies } from "./Remedies.ts";

const SIGN_AGAIN = "Sign again, and pass the signature unchanged.";
const REPORT = "This should not happen with these contracts. Check the addresses, and report it with the transaction.";

/** Errors of the libraries that our contracts are made of. */
export const general = {
  AddressEmptyCode: ({ target }) => [`There is no contract at ${target}`, "Check the address and the network."],
  FailedCall: () => [
    "A call that this one makes failed without a reason",
    "Look at what it calls: of a proposal, the targets and their calldata.",
  ],
  InsufficientBalance: ({ balance, needed }) => [
    `The contract holds ${balance} wei; this needs ${needed}`,
    "Send it the rest first: of a proposal, to the timelock.",
  ],
  SafeERC20FailedOperation: ({ token }) => [
    `The token ${token} refused the payment`,
    "Check balance and allowance of the account, and that it is a token.",
  ],
  SafeCastOverflowedUintDowncast: ({ bits, value }) => [
    `${value} is too large: ${bits} bits are kept of it`,
    "Give a smaller number.",
  ],
  ReentrancyGuardReentrantCall: () => [
    "The contract was called again while it was running",
    "Do not call it from a token or a receiver that it is calling.",
  ],
  CheckpointUnorderedInsertion: () => ["A record would be written before an earlier one", REPORT],
  ECDSAInvalidSignature: () => ["The signature is not valid", SIGN_AGAIN],
  ECDSAInvalidSignatureLength: ({ length }) => [`A signature has 65 bytes, and this one has ${length}`, SIGN_AGAIN],
  ECDSAInvalidSignatureS: ({ s }) => [`The signature is not in its one valid form: s is ${s}`, SIGN_AGAIN],
  InvalidShortString: () => ["A text that the contract keeps is damaged", REPORT],
  StringTooLong: ({ str }) => [`The text "${str}" is too long`, "Use at most 31 bytes."],
  StringsInsufficientHexLength: ({ value, length }) => [`${value} does not fit into ${length} bytes`, REPORT],
} satisfies Remedies;
