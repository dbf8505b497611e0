import { words } from "../words.ts";
import type { Remedies } from "./Remedies.ts";

const ZERO = "The zero address cannot take part in this. Check the address that was given.";
const SIGN_AGAIN = "Sign again with the account's next nonce, for this network, and send it in time.";

/** Errors of the tokens: ERC-20 with votes and permit, and the ERC-721 of datasets, models and licenses. */
export const token = {
  ERC20InsufficientAllowance: ({ spender, allowance, needed }) => [
    `The contract ${spender} may take ${words.amount(allowance)} of the account's tokens; this needs ${needed}`,
    `Approve ${spender} for at least ${needed} first.`,
  ],
  ERC20InsufficientBalance: ({ sender, balance, needed }) => [
    `${sender} has ${words.amount(balance)} of the token; this needs ${needed}`,
    "Send it more of the token first. What is staked cannot be spent.",
  ],
  ERC20InvalidSender: ({ sender }) => [`${sender} cannot send tokens`, ZERO],
  ERC20InvalidReceiver: ({ receiver }) => [`${receiver} cannot receive tokens`, ZERO],
  ERC20InvalidApprover: ({ approver }) => [`${approver} cannot approve`, ZERO],
  ERC20InvalidSpender: ({ spender }) => [`${spender} cannot be approved`, ZERO],
  ERC20ExceededSafeSupply: ({ increasedSupply, cap }) => [
    `A supply of ${words.amount(increasedSupply)} is above what votes can count, ${cap}`,
    "Mint less.",
  ],
  CommonTokenCapExceeded: ({ amount, mintable }) => [
    `Minting ${words.amount(amount)} would lift the supply above its cap; ${mintable} can be minted`,
    "Mint no more than that.",
  ],
  ERC2612ExpiredSignature: ({ deadline }) => [`The permit ended on ${words.time(deadline)}`, SIGN_AGAIN],
  ERC2612InvalidSigner: ({ signer, owner }) => [
    `The permit was signed by ${signer}, not by the owner ${owner}`,
    SIGN_AGAIN,
  ],
  InvalidAccountNonce: ({ account, currentNonce }) => [
    `The signature is not the next one of ${account}, whose nonce is ${currentNonce}`,
    SIGN_AGAIN,
  ],
  VotesExpiredSignature: ({ expiry }) => [`The signed delegation ended on ${words.time(expiry)}`, SIGN_AGAIN],
  ERC5805FutureLookup: ({ timepoint, clock }) => [
    `Votes of ${words.time(timepoint)} are not final: the chain is at ${words.time(clock)}`,
    "Ask again when that second has passed.",
  ],
  ERC721NonexistentToken: ({ tokenId }) => [
    `There is no dataset, model or license with the number ${tokenId}`,
    "Check the number and the network; each kind is counted from 1.",
  ],
  ERC721IncorrectOwner: ({ sender, tokenId, owner }) => [
    `Number ${tokenId} belongs to ${owner}, not to ${sender}`,
    "Do this from the owner's account.",
  ],
  ERC721InsufficientApproval: ({ operator, tokenId }) => [
    `${operator} may not move or assign number ${tokenId}`,
    "Do this from its owner's account, or let the owner approve this one.",
  ],
  ERC721InvalidOwner: ({ owner }) => [`${owner} cannot own anything`, ZERO],
  ERC721InvalidSender: ({ sender }) => [`${sender} cannot send it`, ZERO],
  ERC721InvalidReceiver: ({ receiver }) => [
    `${receiver} cannot receive it`,
    "It is the zero address, or a contract that does not say that it takes ERC-721 tokens. Choose another receiver.",
  ],
  ERC721InvalidApprover: ({ approver }) => [
    `${approver} may not approve others for it`,
    "Do this from its owner's account.",
  ],
  ERC721InvalidOperator: ({ operator }) => [`${operator} cannot be approved`, ZERO],
} satisfies Remedies;
